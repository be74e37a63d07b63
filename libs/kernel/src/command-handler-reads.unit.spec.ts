import { describe, expect, it } from '@jest/globals';
import { byAnother, tillSet } from './fixtures/till.js';

describe('a CommandHandler with snapshots', () => {
  it('starts from a snapshot of the same version and writes one now and then', async () => {
    const saved: unknown[] = [];
    const store = {
      load: async () => ({ revision: -1, version: 2, state: 3 }),
      save: async (_stream: string, snapshot: unknown) => void saved.push(snapshot),
    };
    const { add } = tillSet({ snapshot: { store, version: 2, every: 2 } });
    expect(await add(1)).toMatchObject({ ok: true, value: { state: 4 } });
    await add(2);
    await add(3);
    expect(saved).toEqual([{ revision: 2, eventId: expect.stringContaining('add-3'), version: 2, state: 9 }]);
    const other = tillSet({ snapshot: { store, version: 3, every: 2 } });
    expect(await other.add(1)).toMatchObject({ ok: true, value: { state: 1 } });
  });

  it('writes snapshots less often as history grows', async () => {
    const saved: number[] = [];
    const store = {
      load: async () => null,
      save: async (_stream: string, { revision }: { revision: number }) => void saved.push(revision),
    };
    const { add } = tillSet({ snapshot: { store, version: 1, every: 2 } });
    for (let event = 0; event <= 64; event += 1) await add(event % 2 === 0 ? 1 : -1);
    expect(saved).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64]);
  });
});

describe('a command that begins a stream', () => {
  const begins = (): boolean => true;

  it('is decided without asking the store whether there is one', async () => {
    const { stream, add } = tillSet({ begins });
    let reads = 0;
    const read = stream.readStream.bind(stream);
    stream.readStream = (...asked) => {
      reads += 1;
      return read(...asked);
    };
    expect(await add(4)).toMatchObject({ ok: true, value: { state: 4 } });
    expect(reads).toBe(0);
  });

  it('is decided again on what there is, where another began it first', async () => {
    const { stream, add } = tillSet({ begins });
    stream.push(byAnother(3));
    expect(await add(4)).toMatchObject({ ok: true, value: { state: 7 } });
    expect(stream.events).toHaveLength(2);
  });

  it('is not refused on the ground of a stream that it only assumed', async () => {
    const { stream, add } = tillSet({ begins });
    stream.push(byAnother(-5));
    expect(await add(12)).toMatchObject({ ok: true, value: { state: 7 } });
  });
});

describe('the state that a CommandHandler keeps in memory', () => {
  it('is not replaced by that of a load which began earlier', async () => {
    const { stream, handler, add } = tillSet();
    stream.push(byAnother(1));
    const read = stream.readStream.bind(stream);
    const reading = Promise.withResolvers<undefined>();
    const answered = Promise.withResolvers<undefined>();
    stream.readStream = async (...asked) => {
      const events = await read(...asked);
      reading.resolve(undefined);
      await answered.promise;
      return events;
    };
    const slow = handler.load('1');
    await reading.promise;
    stream.readStream = read;
    await add(2);
    answered.resolve(undefined);
    expect(await slow).toMatchObject({ state: 3, revision: 1 });
    expect(await handler.peek('1')).toMatchObject({ state: 3, revision: 1 });
  });

  it('is not replaced by that of an append which others have overtaken', async () => {
    const { stream, handler, add } = tillSet();
    const append = stream.append.bind(stream);
    stream.append = async (...asked) => {
      const outcome = await append(...asked);
      stream.push(byAnother(3));
      expect(await handler.load('1')).toMatchObject({ state: 5, revision: 1 });
      return outcome;
    };
    expect(await add(2)).toMatchObject({ ok: true, value: { state: 2 } });
    expect(await handler.peek('1')).toMatchObject({ state: 5, revision: 1 });
  });
});
