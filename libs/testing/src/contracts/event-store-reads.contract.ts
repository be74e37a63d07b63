import { NO_STREAM, type EventStore } from '@bookonce/kernel/ports/event-store';
import { PAGE_EVENTS } from '@bookonce/kernel/load-aggregate';
import { readWholeStream } from '@bookonce/kernel/read-whole-stream';
import { describe, expect, it } from '@jest/globals';
import { batch, namesOf, newEvent, type TestedEventStore } from './tested-event-store.js';

/** Reads return events exactly as they were stored. */
export const describeReads = (tested: TestedEventStore): void => {
  describe('reads', () => {
    it('is empty at first', async () => {
      const { store } = tested;
      expect(await store.readStream('link-a')).toEqual([]);
      expect(await store.head()).toBeNull();
    });

    it('returns appended events in order, with revisions without gaps (I11)', async () => {
      const { store } = tested;
      await store.append('link-a', NO_STREAM, batch('1', '2'));
      await store.append('link-a', 1, batch('3'));
      const events = await store.readStream('link-a');
      expect(events).toEqual(
        ['1', '2', '3'].map((name, revision) => ({
          ...newEvent(name),
          stream: 'link-a',
          revision,
          position: expect.any(String),
        })),
      );
      expect(await store.head()).toBe(events[2]?.position);
    });

    it('reads forwards and backwards, from a revision, up to a limit', async () => {
      const { store } = tested;
      await store.append('link-a', NO_STREAM, batch('1', '2', '3', '4'));
      const namesAt = async (options: Parameters<EventStore['readStream']>[1]) =>
        namesOf(await store.readStream('link-a', options));
      expect(await namesAt({ from: 2 })).toEqual(['3', '4']);
      expect(await namesAt({ from: 4 })).toEqual([]);
      expect(await namesAt({ limit: 2 })).toEqual(['1', '2']);
      expect(await namesAt({ direction: 'backwards', limit: 3 })).toEqual(['4', '3', '2']);
      expect(await namesAt({ direction: 'backwards', from: 1 })).toEqual(['2', '1']);
    });

    it('returns a long stream in pages (I11)', async () => {
      const { store } = tested;
      const count = 2 * PAGE_EVENTS + 1;
      for (let first = 0; first < count; first += 500) {
        const names = Array.from({ length: Math.min(500, count - first) }, (_, index) => String(first + index));
        await store.append('link-a', first - 1, batch(...names));
      }
      const whole = await readWholeStream(tested.lasts ? await tested.restart() : store, 'link-a');
      expect(namesOf(whole)).toEqual(Array.from({ length: count }, (_, index) => String(index)));
    });

    it('returns events as they were when appended, to reads and subscriptions', async () => {
      const { store } = tested;
      const { collector } = tested.follow();
      const list = [1];
      const data = { at: new Date(0), left: undefined, nested: { list }, nothing: NaN };
      const meta = { ...newEvent('1').meta };
      const appending = store.append('link-a', NO_STREAM, [{ ...newEvent('1'), data, meta }]);
      list.push(2);
      meta.by = 'somebody else';
      await appending;
      data.at.setTime(1);
      await collector.has(1);
      const stored = { at: '1970-01-01T00:00:00.000Z', nested: { list: [1] }, nothing: null };
      const [read] = await store.readStream('link-a');
      expect(read?.data).toStrictEqual(stored);
      expect(read?.meta).toStrictEqual(newEvent('1').meta);
      expect(collector.events).toStrictEqual([read]);
    });

    it('preserves unusual text', async () => {
      const { store } = tested;
      const data = { 'a"key\\': ['\u0000', '\ud800', '\u2028', '{"a":1}', "$1 \\ ' , }{", '\u{1f600} e\u0301', ''] };
      const event = { ...newEvent('1'), data, meta: { ...newEvent('1').meta, by: 'a\u0000"b\\' } };
      await store.append('link-a', NO_STREAM, [event, { ...newEvent('2'), data }]);
      const read = await store.readStream('link-a');
      expect(read).toMatchObject([event, { data }]);
      const { collector } = tested.follow();
      await collector.has(2);
      expect(collector.events).toStrictEqual(read);
    });

    it('has all events after a restart', async () => {
      if (!tested.lasts) return;
      const { store: before } = tested;
      await before.append('link-a', NO_STREAM, batch('1', '2'));
      const head = await before.head();
      const store = await tested.restart();
      expect(await store.head()).toBe(head);
      expect(await store.append('link-a', 0, batch('2'))).toMatchObject({ outcome: 'appended', repeated: true });
      expect(await store.append('link-a', 1, batch('3'))).toMatchObject({ outcome: 'appended', revision: 2 });
      const { collector } = tested.follow();
      await collector.has(3);
      expect(collector.names).toEqual(['1', '2', '3']);
    });
  });
};
