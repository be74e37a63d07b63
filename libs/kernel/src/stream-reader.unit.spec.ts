import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { specEvent } from './fixtures/spec-events.js';
import type { StoredEvent } from './ports/event-store.js';
import { StreamReader, StreamWorkspaces, type StreamFold } from './stream-reader.js';

const names: StreamFold<readonly string[]> = {
  category: 'till',
  initial: [],
  evolve: (known, event) => [...known, event.meta.correlationId],
};

/** The stream `till-1`, which counts its reads and can delay their answers. */
class OneStream {
  readonly events: StoredEvent[] = [];
  readonly readsFrom: number[] = [];
  delay: Promise<void> = Promise.resolve();

  push(name: string, workspaceId = 'wsp_1'): void {
    const event = specEvent(name);
    const revision = this.events.length;
    const meta = { ...event.meta, workspaceId };
    this.events.push({ ...event, meta, stream: 'till-1', revision, position: String(revision) });
  }

  async readStream(_stream: string, { from = 0 }: { readonly from?: number } = {}): Promise<readonly StoredEvent[]> {
    this.readsFrom.push(from);
    const found = this.events.slice(from);
    await this.delay;
    return found;
  }
}

describe('StreamReader', () => {
  it('returns the initial state of a stream that does not exist', async () => {
    const reader = new StreamReader(new OneStream(), names);
    expect(await reader.read('1')).toEqual([]);
  });

  it('does not ask the store for what cannot be an id', async () => {
    const stream = new OneStream();
    for (const id of ['', 'a/b', 'a\u0000', 'a'.repeat(65)]) {
      expect(await new StreamReader(stream, names).read(id)).toEqual([]);
      expect(await new StreamWorkspaces(stream, 'till').workspaceOf(id)).toBeNull();
    }
    expect(stream.readsFrom).toEqual([]);
  });

  it('sees every event that was stored before the read, and fetches only new ones after the last one known', async () => {
    const stream = new OneStream();
    const reader = new StreamReader(stream, names);
    stream.push('a');
    stream.push('b');
    expect(await reader.read('1')).toEqual(['a', 'b']);
    stream.push('c');
    expect(await reader.read('1')).toEqual(['a', 'b', 'c']);
    expect(await reader.read('1')).toEqual(['a', 'b', 'c']);
    expect(stream.readsFrom).toEqual([0, 1, 2]);
  });

  it('keeps the newest state if reads overlap', async () => {
    const stream = new OneStream();
    const reader = new StreamReader(stream, names);
    const slow = Promise.withResolvers<void>();
    stream.push('a');
    stream.delay = slow.promise;
    const early = reader.read('1');
    await setImmediate();
    stream.delay = Promise.resolve();
    stream.push('b');
    expect(await reader.read('1')).toEqual(['a', 'b']);
    slow.resolve();
    expect(await early).toEqual(['a']);
    await reader.read('1');
    expect(stream.readsFrom).toEqual([0, 0, 1]);
  });
});

describe('StreamWorkspaces', () => {
  it('tells the workspace of the first event, and asks the store once', async () => {
    const stream = new OneStream();
    const workspaces = new StreamWorkspaces(stream, 'till');
    expect(await workspaces.workspaceOf('1')).toBeNull();
    stream.push('a', 'wsp_2');
    expect(await workspaces.workspaceOf('1')).toBe('wsp_2');
    expect(await workspaces.workspaceOf('1')).toBe('wsp_2');
    expect(stream.readsFrom).toHaveLength(2);
  });
});
