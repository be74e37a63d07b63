import { eventually } from '@bookonce/testing/harness/eventually';
import { startsOf } from '@bookonce/testing/harness/api-shapes';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { midnightAfter } from '@bookonce/testing/harness/workspace-client';
import { describeWithProgram } from '@bookonce/testing/servers/describe-on-server';
import { CALENDAR_SERVERS } from '@bookonce/testing/servers/own-calendar-server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HostCalendar, startAccount, type CalendarAccount } from '@bookonce/testing/harness/host-calendar';

const FROM = midnightAfter(3);
const at = (hour: number): string => FROM.replace('T00', `T${String(hour).padStart(2, '0')}`);
const stamp = (hour: number): string => at(hour).replace(/[-:]|\.000/g, '');
const patience = { withinMs: 15_000, everyMs: 100 };

const describeWritten = (name: 'fake' | (typeof CALENDAR_SERVERS)[number]): void => {
  const { api } = servedProduct({ env: { ALLOW_PRIVATE_NETWORK: 'true' } });
  let account: CalendarAccount;
  beforeAll(async () => {
    account = await startAccount(name);
  });
  afterAll(() => account.stop());

  const connect = (): Promise<HostCalendar> => HostCalendar.connect(api, account);
  const act = (bookingId: string, action: string, body: object): Promise<unknown> =>
    api.expect(200, `/v1/bookings/${bookingId}/${action}`, { body });

  const written = (calendar: HostCalendar, bookingId: string, ...parts: readonly string[]) =>
    eventually(async () => {
      const event = await calendar.event(bookingId);
      if (event === null) throw new Error('no event');
      for (const part of parts) expect(event.text).toContain(part);
      return event;
    }, patience);
  const gone = (calendar: HostCalendar, bookingId: string) =>
    eventually(async () => expect(await calendar.event(bookingId)).toBeNull(), patience);
  const differing = (calendar: HostCalendar, expected: unknown) =>
    eventually(async () => expect((await calendar.status())?.differing).toEqual(expected), patience);

  it('puts a booking into the calendar, and invites nobody from there', async () => {
    const calendar = await connect();
    const id = await calendar.book(at(9), { note: 'Café, please' });
    const { text } = await written(calendar, id, `DTSTART:${stamp(9)}`, `DTEND:${stamp(10)}`);
    expect(text).toContain('SUMMARY:Intro call with Bea Guest');
    expect(text).toContain('bea@example.com');
    expect(text).toContain('Café');
    expect(text).toContain('/console/bookings');
    expect(text).not.toContain('METHOD');
    expect(text).not.toContain('/m/');
    const people = text.split(/\r?\n/).filter((line) => /^(ORGANIZER|ATTENDEE)/.test(line));
    // The organizer of the host's copy, the host and the attendee.
    expect(people).toHaveLength(3);
    for (const person of people) expect(person).toContain('SCHEDULE-AGENT=CLIENT');
  });

  it('follows a reschedule and a new place, keeps what the host added, and goes when it is cancelled', async () => {
    const calendar = await connect();
    const id = await calendar.book(at(9));
    const { href, text } = await written(calendar, id);
    const alarm = 'BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Soon\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\nEND:VEVENT';
    await calendar.program.put(
      href,
      text.replace('END:VEVENT', alarm).replace('Bea Guest <', 'Bring tea. Bea Guest <'),
    );
    await act(id, 'reschedule', { start: at(14) });
    await api.expect(200, `/v1/bookings/${id}`, {
      method: 'PATCH',
      body: { location: { type: 'inPerson', value: 'Room 7' } },
    });
    const moved = await written(calendar, id, `DTSTART:${stamp(14)}`, `DTEND:${stamp(15)}`, 'LOCATION:Room 7');
    for (const kept of ['TRIGGER:-PT10M', 'Bring tea.', 'SEQUENCE:2']) expect(moved.text).toContain(kept);
    expect(moved.text).not.toContain(stamp(9));
    expect((await calendar.status())?.differing).toEqual([]);
    await act(id, 'cancel', {});
    await gone(calendar, id);
  });

  it('does not count a booking twice, and counts the time to which its host has moved it', async () => {
    const calendar = await connect();
    const offered = async (): Promise<readonly number[]> =>
      startsOf(await api.slotsOfType(calendar.type, at(8), at(13))).map((start) => Number(start.slice(11, 13)));
    const id = await calendar.book(at(9));
    const { href, text } = await written(calendar, id);
    expect(await calendar.read()).toMatchObject({ busyCount: 0 });
    expect(await offered()).toEqual([8, 10, 11, 12]);

    await calendar.program.put(href, text.replace(stamp(9), stamp(11)).replace(stamp(10), stamp(12)));
    expect(await calendar.read()).toMatchObject({ busyCount: 1 });
    expect(await offered()).toEqual([8, 10, 12]);
    await differing(calendar, [{ bookingId: id, difference: 'movedByHost', start: at(11), end: at(12) }]);

    await act(id, 'reschedule', { start: at(10) });
    await api.expect(200, `/v1/bookings/${id}`, { method: 'PATCH', body: { location: { type: 'phone', value: '1' } } });
    await differing(calendar, [{ bookingId: id, difference: 'movedByHost', start: at(11), end: at(12) }]);
    expect((await calendar.event(id))?.text).toContain(`DTSTART:${stamp(11)}`);

    // Its own event is not in the way.
    await act(id, 'reschedule', { start: at(11) });
    await differing(calendar, []);
    await calendar.program.remove(href);
    await calendar.read();
    await differing(calendar, [{ bookingId: id, difference: 'deletedByHost' }]);
    await act(id, 'cancel', {});
    await differing(calendar, []);
    expect(await calendar.event(id)).toBeNull();
  });

  it('stays where it is when later bookings go elsewhere, and when the calendar is disconnected', async () => {
    // The account is asked for its collections once a day: the second one has to be there first.
    const second = await connect();
    const first = await connect();
    const before = await first.book(at(9));
    await written(first, before);
    await first.change({ writeTo: second.collection });
    const after = await first.book(at(10));
    await eventually(async () => {
      const texts = [...(await first.program.objects(second.collection)).values()];
      expect(texts.some((text) => text.includes(after))).toBe(true);
    }, patience);
    await act(before, 'reschedule', { start: at(15) });
    await written(first, before, `DTSTART:${stamp(15)}`);
    expect(await first.event(after)).toBeNull();
    await first.disconnect();
    await act(before, 'reschedule', { start: at(16) });
    await act(before, 'cancel', {});
    expect((await first.event(before))?.text).toContain(stamp(15));
  });

  it('refuses to write to anything but a calendar of the account', async () => {
    const calendar = await connect();
    const path = `/v1/hosts/${calendar.host}/calendars/${calendar.calendarId}`;
    const refused = await api.host.send(path, { method: 'PATCH', body: { writeTo: `${account.url}/nowhere/` } });
    expect(refused.status).toBe(422);
    expect(jsonOf<{ errors: unknown }>(refused).errors).toEqual([
      { path: 'writeTo', message: expect.stringContaining('no such collection') },
    ]);
  });
};

describe('bookings in the calendar of their host', () => {
  describe('on a fake server', () => describeWritten('fake'));
  for (const name of CALENDAR_SERVERS) {
    describeWithProgram(name, `on ${name}`, () => describeWritten(name), 'run tools/calendar-servers/install.sh');
  }
});
