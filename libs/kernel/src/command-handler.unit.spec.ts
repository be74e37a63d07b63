import { describe, expect, it } from '@jest/globals';
import { CommandHandler, type CommandHandlerOptions } from './command-handler.js';
import type { Decider } from './decider.js';
import type { CommandContext } from './ports/bus.js';
import {
  StoreUnavailableError,
  type AppendOutcome,
  type EventStore,
  type NewEvent,
  type StoredEvent,
} from './ports/event-store.js';
import { fail, ok } from './result.js';

type Added = { readonly type: 'Added'; readonly data: { readonly amount: number } };
type Command = { readonly amount: number };

/** A till that takes each command id's amount and refuses to go over 10. */
const till: Decider<Command, number, Added, { readonly kind: 'full' }> = {
  initial: 0,
  evolve: (sum, event) => sum + event.data.amount,
  decide: ({ amount }, sum) => {
    if (amount === 0) return ok([]);
    return sum + amount > 10 ? fail({ kind: 'full' }) : ok([{ type: 'Added', data: { amount } }]);
  },
};

/** One stream in an array: records appends, and lets a test step in before one. */
class OneStream implements Pick<EventStore, 'append' | 'readStream'> {
  readonly events: StoredEvent[] = [];
  readonly appends: (readonly NewEvent[])[] = [];
  beforeAppend: () => void = () => undefined;

  async append(stream: StoredEvent['stream'], expected: number, events: readonly NewEvent[]): Promise<AppendOutcome> {
    this.beforeAppend();
    this.appends.push(events);
    if (expected !== this.events.length - 1) {
      return { outcome: 'conflict', actualRevision: this.events.length - 1 };
    }
    for (const event of events) this.push(event, stream);
    return {
      outcome: 'appended',
      revision: this.events.length - 1,
      position: String(this.events.length),
      repeated: false,
    };
  }

  push(event: NewEvent, stream: StoredEvent['stream'] = 'till-1'): void {
    this.events.push({ ...event, stream, revision: this.events.length, position: String(this.events.length) });
  }

  async readStream(_stream: string, options?: { readonly from?: number }): Promise<readonly StoredEvent[]> {
    return this.events.slice(options?.from ?? 0);
  }
}

const context = (commandId: string): CommandContext => ({
  commandId,
  correlationId: 'till-1',
  causationId: commandId,
  workspaceId: 'wsp_1',
  by: 'test',
});

const at = '2026-03-01T00:00:00.000Z';

const set = (options: Partial<CommandHandlerOptions<Command, number, Added, { readonly kind: 'full' }>> = {}) => {
  const stream = new OneStream();
  const handler = new CommandHandler({
    category: 'till',
    decider: till,
    store: stream as unknown as EventStore,
    ids: { derive: (name) => `id:${name}` },
    versionOf: () => 1,
    ...options,
  });
  const add = (amount: number, commandId = `add-${amount}`) => handler.handle('1', { amount }, context(commandId), at);
  return { stream, handler, add };
};

const byAnother = (amount: number): NewEvent => ({
  id: 'another',
  type: 'Added',
  data: { amount },
  meta: { time: at, version: 1, workspaceId: 'wsp_1', correlationId: 'x', causationId: 'x', by: 'another' },
});

describe('CommandHandler', () => {
  it('appends what was decided, with ids that derive from the command', async () => {
    const { stream, add } = set();
    const handled = await add(4, 'a');
    expect(handled).toMatchObject({ ok: true, value: { state: 4, position: '1' } });
    expect(stream.events).toMatchObject([
      { id: 'id:a/till-1/0/Added/{"amount":4}', type: 'Added', revision: 0, meta: { causationId: 'a' } },
    ]);
  });

  it('names an event by its place too, so that no id comes twice on a stream', async () => {
    const { stream, add } = set();
    await add(4, 'a');
    await add(4, 'a');
    expect(new Set(stream.events.map(({ id }) => id)).size).toBe(2);
  });

  it('names an event by what it says too, as a command that comes again may be decided otherwise', async () => {
    const [one, other] = [set(), set()];
    await one.add(4, 'a');
    await other.add(7, 'a');
    expect(one.stream.events[0]?.id).not.toBe(other.stream.events[0]?.id);
  });

  it('peeks at what is warm, unless the caller has seen more', async () => {
    const { stream, handler, add } = set();
    await add(4);
    stream.push(byAnother(3));
    expect(await handler.peek('1')).toBe(4);
    expect(await handler.peek('1', 0)).toBe(4);
    expect(await handler.peek('1', 1)).toBe(7);
  });

  it('gives refusals as values and stores nothing for them', async () => {
    const { stream, add } = set();
    expect(await add(11)).toEqual({ ok: false, error: { kind: 'full' } });
    expect(stream.events).toHaveLength(0);
  });

  it('decides again on a conflict', async () => {
    const { stream, add } = set();
    await add(1);
    stream.beforeAppend = () => {
      stream.beforeAppend = () => undefined;
      stream.push(byAnother(5));
    };
    expect(await add(2)).toMatchObject({ ok: true, value: { state: 8 } });
    stream.beforeAppend = () => {
      stream.beforeAppend = () => undefined;
      stream.push(byAnother(2));
    };
    expect(await add(1)).toEqual({ ok: false, error: { kind: 'full' } });
  });

  it('answers a conflict that does not end as a value', async () => {
    const { stream, add } = set({ maxAttempts: 3 });
    stream.beforeAppend = () => stream.push(byAnother(0));
    expect(await add(1)).toEqual({ ok: false, error: { kind: 'conflict' } });
    expect(stream.appends).toHaveLength(3);
  });

  it('does not refuse on a state that another instance has moved on', async () => {
    const { stream, handler, add } = set();
    await add(9);
    stream.push(byAnother(-9));
    expect(await add(2)).toMatchObject({ ok: true, value: { state: 2 } });
    stream.push(byAnother(8));
    expect(await add(0)).toMatchObject({ ok: true, value: { state: 10, events: [] } });
    expect(await handler.peek('1')).toBe(10);
  });

  it('appends commands that wait for the same stream as one batch, each with its own answer', async () => {
    const { stream, add } = set();
    const answers = await Promise.all([add(1), add(4), add(9), add(5)]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, true, false, true]);
    expect(stream.appends.map((batch) => batch.length)).toEqual([1, 2]);
    expect(stream.events.map((event) => event.revision)).toEqual([0, 1, 2]);
  });

  it('repeats the same ids when the outcome of an append is unknown', async () => {
    const { stream, add } = set();
    let lost = 0;
    stream.beforeAppend = () => {
      lost += 1;
      if (lost < 3) throw new StoreUnavailableError('no answer');
    };
    expect(await add(1, 'once')).toMatchObject({ ok: true });
    expect(stream.events.map((event) => event.id)).toEqual(['id:once/till-1/0/Added/{"amount":1}']);
  });

  it('throws when the store stays lost, and goes on when it is back', async () => {
    const { stream, add } = set();
    stream.beforeAppend = () => {
      throw new StoreUnavailableError('no answer');
    };
    await expect(add(1)).rejects.toThrow(StoreUnavailableError);
    stream.beforeAppend = () => undefined;
    expect(await add(1)).toMatchObject({ ok: true, value: { state: 1 } });
  });

  it('starts from a snapshot of the same version and writes one now and then', async () => {
    const saved: unknown[] = [];
    const store = {
      load: async () => ({ revision: -1, version: 2, state: 3 }),
      save: async (_stream: string, snapshot: unknown) => void saved.push(snapshot),
    };
    const { add } = set({ snapshot: { store, version: 2, every: 2 } });
    expect(await add(1)).toMatchObject({ ok: true, value: { state: 4 } });
    await add(2);
    await add(3);
    expect(saved).toEqual([
      { revision: 0, version: 2, state: 4 },
      { revision: 2, version: 2, state: 9 },
    ]);
    const other = set({ snapshot: { store, version: 3, every: 2 } });
    expect(await other.add(1)).toMatchObject({ ok: true, value: { state: 1 } });
  });

  it('writes snapshots less often as history grows', async () => {
    const saved: number[] = [];
    const store = {
      load: async () => null,
      save: async (_stream: string, { revision }: { revision: number }) => void saved.push(revision),
    };
    const { add } = set({ snapshot: { store, version: 1, every: 2 } });
    for (let event = 0; event <= 64; event += 1) await add(event % 2 === 0 ? 1 : -1);
    expect(saved).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64]);
  });
});

describe('a command that begins a stream', () => {
  const begins = (): boolean => true;

  it('is decided without asking the store whether there is one', async () => {
    const { stream, add } = set({ begins });
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
    const { stream, add } = set({ begins });
    stream.push(byAnother(3));
    expect(await add(4)).toMatchObject({ ok: true, value: { state: 7 } });
    expect(stream.events).toHaveLength(2);
  });

  it('is not refused on the ground of a stream that it only assumed', async () => {
    const { stream, add } = set({ begins });
    stream.push(byAnother(-5));
    expect(await add(12)).toMatchObject({ ok: true, value: { state: 7 } });
  });
});
