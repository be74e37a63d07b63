import type {
  CalDavAccess,
  CalendarMemo,
  CalendarRead,
  CalendarServers,
  CollectionChanges,
  WriteOutcome,
} from '@bookonce/kernel/ports/calendar-servers';
import type { Result } from '@bookonce/kernel/result';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventText } from '../calendars/event-text.js';
import { OtherClient } from '../calendars/other-client.js';
import type { Opened } from './opened.js';

/** An adapter, with a server and an account on it. */
export interface OpenedCalendarServers extends Opened<CalendarServers> {
  /** Its address is the server's. */
  readonly account: CalDavAccess;
  /** Where the account's calendars are; ends with a slash. */
  readonly home: string;
  /** Other addresses from which the account is found. */
  readonly alsoFoundAt: readonly string[];
  readonly checksPasswords: boolean;
  /** Whether the server stores the color of a calendar, and what it may hold. */
  readonly storesAllProperties: boolean;
}

const withinMs = 20_000;

/** The contract of every {@link CalendarServers} adapter, on one kind of server. */
export const describeCalendarServers = (name: string, open: () => Promise<OpenedCalendarServers>): void => {
  describe(`calendar servers: ${name}`, () => {
    let opened: OpenedCalendarServers;
    let other: OtherClient;

    beforeAll(async () => {
      opened = await open();
      other = new OtherClient(opened.account);
    }, 60_000);
    afterAll(() => opened?.cleanUp?.());

    const makeCalendar = async (title = 'Work', components = ['VEVENT']): Promise<string> => {
      const href = `${opened.home}${randomUUID()}/`;
      await other.makeCollection(href, { name: title, components, color: '#1A73E8FF' });
      return href;
    };
    const read = (hrefs: readonly string[], since: CalendarMemo | null = null) =>
      opened.port.read(opened.account, { hrefs, since, withinMs });
    const find = (collection: string, uid: string) => opened.port.find(opened.account, { collection, uid, withinMs });
    const create = (collection: string, uid: string, text = eventText(uid)) =>
      opened.port.write(opened.account, { collection, uid, text, withinMs });
    const replace = (collection: string, uid: string, text: string, replaces: { href: string; etag: string }) =>
      opened.port.write(opened.account, { collection, uid, text, replaces, withinMs });

    describe('discovery', () => {
      it('finds calendars with name and color, but none for tasks alone', async () => {
        const both = await makeCalendar('Grüße 🗓️ &amp; more', ['VEVENT', 'VTODO']);
        const tasks = await makeCalendar('Tasks', ['VTODO']);
        const found = valueOf(await opened.port.discover(opened.account, withinMs)).collections;
        expect(found.find(({ href }) => href === both)).toEqual({
          href: both,
          name: 'Grüße 🗓️ & more',
          isWritable: true,
          ...(opened.storesAllProperties && { color: '#1a73e8' }),
        });
        expect(found.some(({ href }) => href === tasks)).toBe(!opened.storesAllProperties);
      });

      it('finds the same calendars from every address of the account', async () => {
        await makeCalendar();
        const fromServer = valueOf(await opened.port.discover(opened.account, withinMs));
        for (const url of opened.alsoFoundAt) {
          expect(await opened.port.discover({ ...opened.account, url }, withinMs)).toEqual({
            ok: true,
            value: fromServer,
          });
        }
      });

      it('finds only the calendar that the address leads to', async () => {
        await makeCalendar();
        const href = await makeCalendar('Mine');
        const found = valueOf(await opened.port.discover({ ...opened.account, url: href }, withinMs));
        expect(found.collections.map((one) => [one.href, one.name])).toEqual([[href, 'Mine']]);
      });

      it('tells a wrong password', async () => {
        if (!opened.checksPasswords) return;
        const found = await opened.port.discover({ ...opened.account, password: 'wrong' }, withinMs);
        expect(found).toMatchObject({ ok: false, error: { kind: 'unauthorized' } });
      });

      it('ends in time', async () => {
        expect(await opened.port.discover(opened.account, 0)).toMatchObject({ ok: false, error: { kind: 'timedOut' } });
      });
    });

    describe('reading', () => {
      it('reads everything first, then only what has changed', async () => {
        const href = await makeCalendar();
        const [first, second, third] = [`${href}1.ics`, `${href}2.ics`, `${href}3.ics`];
        await other.put(first, eventText('1'));
        await other.put(second, eventText('2'));
        const whole = changed(valueOf(await read([href])));
        expect(only(whole)).toMatchObject({ href, isWhole: true, removed: [], unreadable: [] });
        expect(uidsOf(whole)).toEqual({ [first]: '1', [second]: '2' });

        await other.put(second, eventText('2', 'Moved'));
        await other.put(third, eventText('3'));
        await other.remove(first);
        const later = changed(valueOf(await read([href], stored(whole.memo))));
        expect(only(later)).toMatchObject({ href, isWhole: false, removed: [first], unreadable: [] });
        expect(uidsOf(later)).toEqual({ [second]: '2', [third]: '3' });
        expect(only(later).objects.find((one) => one.href === second)?.text).toContain('Moved');

        const last = valueOf(await read([href], stored(later.memo)));
        expect(last.kind).toBe('unchanged');
        expect(valueOf(await read([href], stored(last.memo))).kind).toBe('unchanged');
      });

      it('reads several calendars, and names those that have changed', async () => {
        const [one, two] = [await makeCalendar(), await makeCalendar()];
        await other.put(`${one}a.ics`, eventText('a'));
        await other.put(`${two}b.ics`, eventText('b'));
        const whole = changed(valueOf(await read([one, two])));
        expect(uidsOf(whole)).toEqual({ [`${one}a.ics`]: 'a', [`${two}b.ics`]: 'b' });
        await other.put(`${two}b.ics`, eventText('b', 'Moved'));
        const later = changed(valueOf(await read([one, two], stored(whole.memo))));
        expect(only(later).href).toBe(two);
      });

      it('tells what an empty calendar holds', async () => {
        const href = await makeCalendar();
        const whole = changed(valueOf(await read([href])));
        expect(only(whole)).toEqual({ href, isWhole: true, objects: [], removed: [], unreadable: [] });
      });

      it('reads everything anew if the server has forgotten what the memo refers to', async () => {
        const href = await makeCalendar();
        await other.put(`${href}old.ics`, eventText('old'));
        const { memo } = valueOf(await read([href]));
        await other.remove(href);
        await other.makeCollection(href, { name: 'Work', components: ['VEVENT'] });
        await other.put(`${href}new.ics`, eventText('new'));
        const again = changed(valueOf(await read([href], stored(memo))));
        const { isWhole, removed } = only(again);
        expect(isWhole || removed.includes(`${href}old.ics`)).toBe(true);
        expect(uidsOf(again)).toEqual({ [`${href}new.ics`]: 'new' });
      });

      it('hands out text as it was written', async () => {
        const href = await makeCalendar();
        await other.put(`${href}1.ics`, eventText('1', 'Grüße & <b> 🧀'));
        const [object] = only(changed(valueOf(await read([href])))).objects;
        expect(object?.text).toContain('SUMMARY:Grüße & <b> 🧀');
        expect(object?.etag).toMatch(/^".+"$/);
      });

      it('tells that a calendar is gone', async () => {
        const href = await makeCalendar();
        const { memo } = valueOf(await read([href]));
        await other.remove(href);
        for (const since of [null, memo]) {
          expect(await read([href], since)).toMatchObject({ ok: false, error: { kind: 'notFound' } });
        }
      });
    });

    describe('writing', () => {
      const uids = ['plain-1', 'bok_1@book.example.com', 'with space/and ü 🗓️', `long-${'x'.repeat(300)}`];

      it.each(uids)('creates an event that is found by its UID: %s', async (uid) => {
        const href = await makeCalendar();
        expect(await find(href, uid)).toEqual({ ok: true, value: null });
        const written = valueOf(await create(href, uid));
        expect(written).toMatchObject({ kind: 'written' });
        const found = valueOf(await find(href, uid));
        expect(found?.text.replace(/\r?\n[ \t]/g, '')).toContain(`UID:${uid}`);
        expect(written).toMatchObject({ href: found?.href });
        expect(await find(href, uid.slice(0, -1))).toEqual({ ok: true, value: null });
      });

      it('creates nothing twice', async () => {
        const href = await makeCalendar();
        const outcomes = await Promise.all([1, 2, 3].map(() => create(href, 'once')));
        const kinds = outcomes.map((outcome) => valueOf(outcome).kind).sort();
        expect(kinds).toEqual(['alreadyThere', 'alreadyThere', 'written']);
        expect(only(changed(valueOf(await read([href])))).objects).toHaveLength(1);
      });

      it('finds an event that another client has stored under the same UID', async () => {
        const href = await makeCalendar();
        await other.put(`${href}invitation.ics`, eventText('bok_2', 'Accepted'));
        const outcome = valueOf(await create(href, 'bok_2'));
        expect(outcome).toMatchObject({ kind: 'alreadyThere', object: { href: `${href}invitation.ics` } });
        const { object } = outcome as Extract<WriteOutcome, { kind: 'alreadyThere' }>;
        expect(object.text).toContain('Accepted');
        const replaces = { href: object.href, etag: object.etag ?? '' };
        expect(valueOf(await replace(href, 'bok_2', eventText('bok_2', 'Updated'), replaces)).kind).toBe('written');
        expect(valueOf(await find(href, 'bok_2'))?.text).toContain('Updated');
      });

      it('replaces only the version that the caller has seen', async () => {
        const href = await makeCalendar();
        await create(href, 'bok_3');
        const seen = valueOf(await find(href, 'bok_3'));
        const replaces = { href: seen?.href ?? '', etag: seen?.etag ?? '' };
        await other.put(replaces.href, eventText('bok_3', 'By the host'));
        expect(await replace(href, 'bok_3', eventText('bok_3'), replaces)).toEqual({
          ok: true,
          value: { kind: 'changedMeanwhile' },
        });
        expect(valueOf(await find(href, 'bok_3'))?.text).toContain('By the host');
      });

      it('replaces one version after the other', async () => {
        const href = await makeCalendar();
        let last = valueOf(await create(href, 'bok_4'));
        for (const summary of ['one', 'two', 'three']) {
          if (last.kind !== 'written' || last.etag === null) throw new Error(`No ETag: ${last.kind}`);
          const replaces = { href: last.href, etag: last.etag };
          last = valueOf(await replace(href, 'bok_4', eventText('bok_4', summary), replaces));
        }
        expect(valueOf(await find(href, 'bok_4'))?.text).toContain('SUMMARY:three');
      });

      it('does not bring back an event that is gone', async () => {
        const href = await makeCalendar();
        await create(href, 'bok_5');
        const seen = valueOf(await find(href, 'bok_5'));
        const replaces = { href: seen?.href ?? '', etag: seen?.etag ?? '' };
        await other.remove(replaces.href);
        expect(await replace(href, 'bok_5', eventText('bok_5'), replaces)).toEqual({
          ok: true,
          value: { kind: 'gone' },
        });
        expect(await find(href, 'bok_5')).toEqual({ ok: true, value: null });
      });

      it('tells that the calendar is gone', async () => {
        const href = await makeCalendar();
        await other.remove(href);
        expect(await create(href, 'bok_6')).toEqual({ ok: true, value: { kind: 'gone' } });
        expect(await find(href, 'bok_6')).toMatchObject({ ok: false, error: { kind: 'notFound' } });
      });

      it('removes an event, unless it has changed or is gone', async () => {
        const href = await makeCalendar();
        await create(href, 'bok_7');
        const seen = valueOf(await find(href, 'bok_7'));
        const removal = { href: seen?.href ?? '', etag: seen?.etag ?? null, withinMs };
        await other.put(removal.href, eventText('bok_7', 'By the host'));
        const remove = (etag: string | null) => opened.port.remove(opened.account, { ...removal, etag });
        expect(await remove(removal.etag)).toEqual({ ok: true, value: { kind: 'changedMeanwhile' } });
        const now = valueOf(await find(href, 'bok_7'));
        expect(await remove(now?.etag ?? null)).toEqual({ ok: true, value: { kind: 'removed' } });
        expect(await remove(removal.etag)).toEqual({ ok: true, value: { kind: 'gone' } });
        expect(await remove(null)).toEqual({ ok: true, value: { kind: 'gone' } });
      });
    });
  });
};

/** Fails the test if the call has failed. */
const valueOf = <Value, Failure>(result: Result<Value, Failure>): Value => {
  if (!result.ok) throw new Error(`The call has failed: ${JSON.stringify(result.error)}`);
  return result.value;
};

const changed = (read: CalendarRead): Extract<CalendarRead, { kind: 'changed' }> => {
  if (read.kind !== 'changed') throw new Error('Nothing has changed');
  return read;
};

const only = ({ collections }: Extract<CalendarRead, { kind: 'changed' }>): CollectionChanges => {
  const [first, ...rest] = collections;
  if (first === undefined || rest.length > 0)
    throw new Error(`${collections.length} collections have changed, not one`);
  return first;
};

/** The UID of each object by its address. */
const uidsOf = ({ collections }: Extract<CalendarRead, { kind: 'changed' }>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    collections.flatMap(({ objects }) =>
      objects.map(({ href, text }) => [href, /^UID:(.*?)\r?$/m.exec(text)?.[1] ?? '']),
    ),
  );

/** A memo as it comes back from a database. */
const stored = (memo: CalendarMemo): CalendarMemo => JSON.parse(JSON.stringify(memo)) as CalendarMemo;
