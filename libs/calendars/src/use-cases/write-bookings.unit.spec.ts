import { describe, expect, it } from '@jest/globals';
import { at, PRIVATE, TestWriting, UID, WORK } from '../fixtures/test-writing.js';

describe('bookings in calendars', () => {
  it('are written once, however often that is asked for', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    expect(await writing.deliver()).toEqual(['made']);
    for (const line of [`UID:${UID}`, 'SUMMARY:Intro call with Bea', 'DTSTART:20260303T100000Z', 'SEQUENCE:0']) {
      expect(writing.text).toContain(line);
    }
    await writing.bookings.check('cal_1', ['bkg_1']);
    expect(await writing.deliver()).toEqual(['made']);
    expect(writing.account.writes).toBe(1);
  });

  it('are written as they are by then, after the server was away', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    writing.account.failure = { kind: 'unreachable', reason: 'no connection' };
    expect(await writing.deliver()).toEqual([expect.stringContaining('failed: No connection')]);
    await writing.move(10, 14);
    writing.account.failure = null;
    expect(await writing.deliver()).toEqual(['made', 'made']);
    expect(writing.text).toContain('DTSTART:20260303T140000Z');
    expect(writing.account.writes).toBe(1);
  });

  it('follow a move whose answer was lost, and another one after it', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    writing.account.losesAnswers = true;
    await writing.move(10, 11);
    await writing.deliver();
    await writing.move(11, 12);
    writing.account.losesAnswers = false;
    await writing.deliver();
    expect(writing.text).toContain('DTSTART:20260303T120000Z');
    expect(await writing.record()).toMatchObject({ hostChange: null, expected: [at(12)], sequence: 2 });
  });

  it('are found by their UID if nothing is known of them any more', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    await writing.written.forget('cal_1');
    await writing.move(10, 13);
    await writing.happened({ type: 'BookingConfirmed', data: { bookingId: 'bkg_1', hostIds: ['hst_1'] } });
    await writing.deliver();
    expect(writing.text).toContain('DTSTART:20260303T130000Z');
  });

  it('keep the place that the host has written, until that of the booking changes', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    writing.account.put(writing.href, writing.text.replace('END:VEVENT', 'LOCATION:My office\r\nEND:VEVENT'));
    await writing.move(10, 11);
    await writing.deliver();
    expect(writing.text).toContain('LOCATION:My office');
    const location = { type: 'inPerson', value: 'Room 7' } as const;
    await writing.happened({ type: 'LocationChanged', data: { bookingId: 'bkg_1', location } });
    await writing.deliver();
    expect(writing.text).toContain('LOCATION:Room 7');
    expect(writing.text).not.toContain('My office');
  });

  it('keep what the host adds at the same moment', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    await writing.move(10, 13);
    const { href, text } = writing;
    writing.account.beforeWrite = () => {
      writing.account.put(href, text.replace('END:VEVENT', 'X-COLOR:red\r\nEND:VEVENT'));
    };
    expect(await writing.deliver()).toEqual(['made']);
    expect(writing.text).toContain('X-COLOR:red');
    expect(writing.text).toContain('DTSTART:20260303T130000Z');
  });

  it('are left alone where the host has moved them, until they are at the booked time again', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    writing.drag(15);
    await writing.observe();
    expect(await writing.deliver()).toEqual(['made']);
    const moved = { hostChange: { kind: 'moved', ...at(15) } };
    expect(await writing.record()).toMatchObject(moved);
    await writing.observe();
    expect(await writing.deliver()).toEqual([]);

    await writing.move(10, 12);
    await writing.deliver();
    expect(await writing.record()).toMatchObject(moved);
    expect(writing.account.writes).toBe(1);
    await writing.move(12, 15);
    await writing.deliver();
    expect(await writing.record()).toMatchObject({ hostChange: null });
    expect(writing.text).toContain('DTSTART;TZID=Europe/Berlin:20260303T160000');
  });

  it('are not created again once the host has deleted them', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    writing.account.delete(writing.href);
    await writing.observe();
    await writing.move(10, 12);
    await writing.deliver();
    expect(writing.account.objects).toEqual([]);
    expect(await writing.record()).toMatchObject({ hostChange: { kind: 'deleted' } });
    await writing.cancel();
    await writing.deliver();
    expect(await writing.record()).toBeNull();
  });

  it.each([
    ['that is read', [WORK, PRIVATE]],
    ['that is not read', [WORK]],
  ])('are followed into another collection of the account %s', async (_name, read) => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    writing.relocate(PRIVATE);
    await writing.observe(...read);
    expect(await writing.deliver()).toEqual(['made']);
    expect(await writing.record()).toMatchObject({ collection: PRIVATE, href: writing.href, hostChange: null });
    await writing.observe(...read);
    expect(await writing.deliver()).toEqual([]);
    await writing.move(10, 12);
    await writing.deliver();
    expect(writing.href.startsWith(PRIVATE)).toBe(true);
    expect(writing.text).toContain('DTSTART:20260303T120000Z');

    writing.relocate(WORK);
    await writing.cancel();
    await writing.deliver();
    expect(writing.account.objects).toEqual([]);
  });

  it('are found again where the host has deleted and restored them', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    const { text, href } = writing;
    writing.account.delete(href);
    await writing.observe();
    await writing.deliver();
    expect(await writing.record()).toMatchObject({ hostChange: { kind: 'deleted' } });
    writing.account.put(`${PRIVATE}restored.ics`, text);
    await writing.observe(WORK, PRIVATE);
    await writing.deliver();
    expect(await writing.record()).toMatchObject({ collection: PRIVATE, hostChange: null });
  });

  it('go when they are cancelled, also if the answer to their creation was lost', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    writing.account.losesAnswers = true;
    await writing.deliver();
    writing.account.losesAnswers = false;
    await writing.cancel();
    await writing.deliver();
    expect(writing.account.objects).toEqual([]);
    expect(await writing.record()).toBeNull();
  });

  it('stay in the collection that was named when they were confirmed', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.connected('CalendarChanged', { writeTo: PRIVATE, accessReplaced: false });
    await writing.deliver();
    expect(writing.href.startsWith(WORK)).toBe(true);
    await writing.move(10, 12);
    await writing.deliver();
    expect(writing.text).toContain('DTSTART:20260303T120000Z');
  });

  it('go nowhere if the host has named no collection, or the meeting is over', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    writing.ports.clock.set(Date.parse(at(12).start));
    expect(await writing.deliver()).toEqual(['made']);
    expect(writing.account.objects).toEqual([]);
    await writing.connected('CalendarChanged', { writeTo: null, accessReplaced: false });
    await writing.happened({ type: 'BookingConfirmed', data: { bookingId: 'bkg_1', hostIds: ['hst_1'] } });
    expect(await writing.deliver()).toEqual([]);
  });

  it('that were refused say so, and are tried again in another collection', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    writing.account.refusal = { status: 403, reason: 'the calendar is read-only' };
    expect(await writing.deliver()).toEqual(['refused: The calendar is read-only.']);
    expect(await writing.record()).toMatchObject({ failure: 'The calendar is read-only.' });
    writing.account.refusal = null;
    await writing.connected('CalendarChanged', { writeTo: PRIVATE, accessReplaced: false });
    expect(await writing.deliver()).toEqual(['made']);
    expect(writing.href.startsWith(PRIVATE)).toBe(true);
    expect(await writing.record()).toMatchObject({ failure: null });
  });

  it('stay where they are when the calendar is disconnected', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    await writing.move(10, 12);
    await writing.bookings.forget('cal_1');
    expect(await writing.deliver()).toEqual([]);
    await writing.cancel();
    expect(await writing.deliver()).toEqual([]);
    expect(writing.text).toContain('DTSTART:20260303T100000Z');
  });
});
