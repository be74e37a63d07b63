import { MemoryEventStore } from '@bookonce/adapter-memory/event-store';
import type { CloudEvent } from '@bookonce/contracts/cloud-event';
import { NO_STREAM } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { exportHistory } from './export.js';
import { importHistory } from './import.js';
import type { MigratedStore } from './stores.js';

const meta = {
  time: '2026-03-01T00:00:00.000Z',
  version: 1,
  workspaceId: 'wsp_1',
  correlationId: 'c',
  causationId: 'c',
  by: 'host',
  actorId: 'hst_1',
};

const idOf = (link: string): string => `${link.repeat(8)}-0000-4000-8000-000000000000`;

const storeOf = (eventStore = new MemoryEventStore()): MigratedStore => ({
  name: 'a test',
  appendsAtOnce: 200,
  eventStore,
  mailedBesides: [],
  importing: () => Promise.resolve(),
  imported: () => Promise.resolve(),
  close: () => Promise.resolve(),
});

const linesOf = async function* (lines: readonly string[]): AsyncIterable<string> {
  for (const line of lines) yield await Promise.resolve(line);
};

const exported = async (): Promise<readonly string[]> => {
  const from = storeOf();
  for (const link of ['a', 'b']) {
    const event = { id: idOf(link), type: 'LinkExpired', data: { linkId: link }, meta };
    await from.eventStore.append(`link-${link}`, NO_STREAM, [event]);
  }
  const lines: string[] = [];
  await exportHistory({
    from,
    write: (line) => Promise.resolve(void lines.push(line)),
    report: () => undefined,
  });
  return lines;
};

const importInto = (to: MigratedStore, lines: readonly string[]) =>
  importHistory({ to, lines: linesOf(lines), resume: false, report: () => undefined });

describe('an import', () => {
  it('appends every event of an export as it was', async () => {
    const to = storeOf();
    expect((await importInto(to, await exported())).count).toBe(2);
    expect(await to.eventStore.readStream('link-a')).toMatchObject([
      { id: idOf('a'), type: 'LinkExpired', data: { linkId: 'a' }, revision: 0, meta },
    ]);
  });

  it('keeps the order among streams', async () => {
    const from = storeOf();
    const event = (name: string, stream: string) => ({
      id: idOf(name),
      type: 'LinkExpired',
      data: { linkId: stream },
      meta,
    });
    await from.eventStore.append('link-a', NO_STREAM, [event('a', 'a')]);
    await from.eventStore.append('link-b', NO_STREAM, [event('b', 'b')]);
    await from.eventStore.append('link-a', 0, [event('c', 'a'), event('d', 'a')]);
    const lines: string[] = [];
    await exportHistory({ from, write: async (line) => void lines.push(line), report: () => undefined });
    const to = new MemoryEventStore();
    await importInto(storeOf(to), lines);
    expect(to.events.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'].map(idOf));
  });

  it('names the line and the field that does not match the schema of its event', async () => {
    const [first = '', second = ''] = await exported();
    const wrong = { ...(JSON.parse(second) as CloudEvent), data: { linkId: 7 } };
    const to = storeOf();
    await expect(importInto(to, [first, JSON.stringify(wrong)])).rejects.toThrow(
      'line 2 is not a CloudEvent of an export: LinkExpired version 1 does not match its schema: linkId: ',
    );
    expect(await to.eventStore.head()).toBeNull();
  });

  it.each(['{', '{}', 'null'])('rejects a line without an event: %s', async (line) => {
    await expect(importInto(storeOf(), [line])).rejects.toThrow('line 1 is not a CloudEvent of an export');
  });
});
