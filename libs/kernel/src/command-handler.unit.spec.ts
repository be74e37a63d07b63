import { describe, expect, it } from '@jest/globals';
import { at, byAnother, context, tillSet } from './fixtures/till.js';
import { StoreUnavailableError } from './ports/event-store.js';

describe('CommandHandler', () => {
  it('appends what was decided, with ids that derive from the command', async () => {
    const { stream, add } = tillSet();
    const handled = await add(4, 'a');
    expect(handled).toMatchObject({ ok: true, value: { state: 4, position: '1' } });
    expect(stream.events).toMatchObject([
      { id: 'id:a/till-1/0/Added/{"amount":4}', type: 'Added', revision: 0, meta: { causationId: 'a' } },
    ]);
  });

  it('stores the id of the actor, if the command has one', async () => {
    const { stream, handler, add } = tillSet();
    await handler.handle('1', { amount: 1 }, { ...context('a'), actorId: 'key_1' }, at);
    await add(2);
    expect(stream.events[0]?.meta).toMatchObject({ by: 'test', actorId: 'key_1' });
    expect(stream.events[1]?.meta).not.toHaveProperty('actorId');
  });

  it('names an event by its place too, so that no id comes twice on a stream', async () => {
    const { stream, add } = tillSet();
    await add(4, 'a');
    await add(4, 'a');
    expect(new Set(stream.events.map(({ id }) => id)).size).toBe(2);
  });

  it('names an event by what it says too, as a command that comes again may be decided otherwise', async () => {
    const [one, other] = [tillSet(), tillSet()];
    await one.add(4, 'a');
    await other.add(7, 'a');
    expect(one.stream.events[0]?.id).not.toBe(other.stream.events[0]?.id);
  });

  it('peeks at what is warm, unless the caller has seen more', async () => {
    const { stream, handler, add } = tillSet();
    await add(4);
    stream.push(byAnother(3));
    expect((await handler.peek('1')).state).toBe(4);
    expect((await handler.peek('1', 0)).state).toBe(4);
    expect((await handler.peek('1', 1)).state).toBe(7);
  });

  it('gives refusals as values and stores nothing for them', async () => {
    const { stream, add } = tillSet();
    expect(await add(11)).toEqual({ ok: false, error: { kind: 'full' } });
    expect(stream.events).toHaveLength(0);
  });

  it('decides again on a conflict', async () => {
    const { stream, add } = tillSet();
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
    const { stream, add } = tillSet({ maxAttempts: 3 });
    stream.beforeAppend = () => stream.push(byAnother(0));
    expect(await add(1)).toEqual({ ok: false, error: { kind: 'conflict' } });
    expect(stream.appends).toHaveLength(3);
  });

  it('does not refuse on a state that another instance has moved on', async () => {
    const { stream, handler, add } = tillSet();
    await add(9);
    stream.push(byAnother(-9));
    expect(await add(2)).toMatchObject({ ok: true, value: { state: 2 } });
    stream.push(byAnother(8));
    expect(await add(0)).toMatchObject({ ok: true, value: { state: 10, events: [] } });
    expect((await handler.peek('1')).state).toBe(10);
  });

  it('appends commands that wait for the same stream as one batch, each with its own answer', async () => {
    const { stream, add } = tillSet();
    const answers = await Promise.all([add(1), add(4), add(9), add(5)]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, true, false, true]);
    expect(stream.appends.map((batch) => batch.length)).toEqual([1, 2]);
    expect(stream.events.map((event) => event.revision)).toEqual([0, 1, 2]);
  });

  it('repeats the same ids when the outcome of an append is unknown', async () => {
    const { stream, add } = tillSet();
    let lost = 0;
    stream.beforeAppend = () => {
      lost += 1;
      if (lost < 3) throw new StoreUnavailableError('no answer');
    };
    expect(await add(1, 'once')).toMatchObject({ ok: true });
    expect(stream.events.map((event) => event.id)).toEqual(['id:once/till-1/0/Added/{"amount":1}']);
  });

  it('throws when the store stays lost, and goes on when it is back', async () => {
    const { stream, add } = tillSet();
    stream.beforeAppend = () => {
      throw new StoreUnavailableError('no answer');
    };
    await expect(add(1)).rejects.toThrow(StoreUnavailableError);
    stream.beforeAppend = () => undefined;
    expect(await add(1)).toMatchObject({ ok: true, value: { state: 1 } });
  });
});
