import { MemoryEventStore } from '@bookonce/adapter-memory/event-store';
import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import type { EventStore, StreamName } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { describeVerified, verify, type Verified } from './verify.js';

const meta = {
  time: '2026-03-01T00:00:00.000Z',
  version: 1,
  workspaceId: 'wsp_1',
  correlationId: 'c',
  causationId: 'c',
  by: 'host',
};

const storeOf = async (
  ...events: readonly (readonly [StreamName, string, object, number?])[]
): Promise<MemoryEventStore> => {
  const store = new MemoryEventStore();
  const revisions = new Map<StreamName, number>();
  for (const [stream, type, data, version = 1] of events) {
    const revision = revisions.get(stream) ?? -1;
    const id = cryptoIds.derive(`${stream}/${revision}`);
    await store.append(stream, revision, [{ id, type, data, meta: { ...meta, version } }]);
    revisions.set(stream, revision + 1);
  }
  return store;
};

const verified = (store: EventStore): Promise<Verified> => verify({ store, report: () => undefined });
const found = async (store: EventStore) =>
  (await verified(store)).violations.map(({ invariant, stream }) => [invariant, stream]);

const expired = (linkId: string) => [`link-${linkId}`, 'LinkExpired', { linkId }] as const;

describe('ops verify', () => {
  it('finds nothing wrong with a sound history, nor with an empty one', async () => {
    expect(await verified(await storeOf(expired('a'), expired('b')))).toEqual({ ok: true, events: 2, violations: [] });
    expect(await verified(new MemoryEventStore())).toEqual({ ok: true, events: 0, violations: [] });
  });

  it('says that it does not count mails that are sent, but not in history', async () => {
    const result = await verified(await storeOf(expired('a')));
    expect(describeVerified(result, { name: './data', mailedBesides: ['x', 'y'] })).toBe(
      './data: 1 events in history, no violation\n' +
        'Not counted: 2 sent mails in mails.db, which export writes as a line each (MailSent).\n',
    );
  });

  it('reports a damaged event, and goes on after it', async () => {
    const store = await storeOf(expired('a'), expired('b'), ['link-b', 'LinkExpired', { linkId: 'b' }]);
    store.damage('link-a', 0);
    const result = await verified(store);
    expect(result).toMatchObject({
      ok: false,
      events: 3,
      violations: [{ invariant: 'checksum', stream: 'link-a' }, {}, {}],
    });
    expect(describeVerified(result, { name: './data', mailedBesides: [] })).toMatch(
      /^checksum link-a: .* is damaged.*\n[^]*3 events in history, 3 violations\n$/,
    );
  });

  it('reaches the end of history if the last event is the damaged one', async () => {
    const store = await storeOf(expired('a'), expired('b'));
    store.damage('link-b', 0);
    expect(await found(store)).toEqual([['checksum', 'link-b']]);
  });

  it('reports broken invariants', async () => {
    expect(await found(await storeOf(expired('a'), ['link-a', 'LinkExpired', { linkId: 'a' }]))).toContainEqual([
      'I4',
      'link-a',
    ]);
  });

  it.each<[string, string, object, number]>([
    ['an unknown type', 'LinkConsumes', {}, 1],
    ['an unknown version', 'LinkExpired', { linkId: 'b' }, 99],
    ['data that do not match the schema', 'LinkExpired', { linkId: 7 }, 1],
  ])('reports %s', async (_what, type, data, version) => {
    expect(await found(await storeOf(expired('a'), ['link-b', type, data, version]))).toEqual([['schema', 'link-b']]);
  });

  it('reports a stream whose end cannot be read', async () => {
    const memory = await storeOf(expired('a'), expired('b'));
    const store: EventStore = {
      append: (...asked) => memory.append(...asked),
      readStream: async (stream, options) => (stream === 'link-b' ? [] : memory.readStream(stream, options)),
      head: () => memory.head(),
      subscribe: (...asked) => memory.subscribe(...asked),
      close: () => memory.close(),
    };
    expect(await found(store)).toEqual([['I11', 'link-b']]);
  });

  it('names no value of an event', async () => {
    const store = await storeOf(['link-b', 'LinkExpired', { linkId: ['a secret'] }]);
    expect(JSON.stringify(await verified(store))).not.toContain('a secret');
  });
});
