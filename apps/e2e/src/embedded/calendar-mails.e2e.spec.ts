import { describe, expect, it } from '@jest/globals';
import type { BookingAnswer, SlotAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { startsOf } from '@bookonce/testing/harness/api-shapes';
import { midnightAfter, pathOf, ROUND_THE_CLOCK, tokenOf } from '@bookonce/testing/harness/workspace-client';
import { removeWrittenMails, writtenMails, type WrittenMail } from '@bookonce/testing/harness/written-mails';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const FROM = midnightAfter(3);
const TO = midnightAfter(4);
const location = { type: 'video', value: 'https://meet.example/room' };

describe('mails with a calendar file', () => {
  const { app, api } = servedProduct();
  let people = 0;

  /** A booking with addresses that no other test uses. */
  const booked = async () => {
    people += 1;
    const [hostMail, guestMail] = [`host${people}@example.com`, `guest${people}@example.org`];
    const schedule = { ...ROUND_THE_CLOCK, timeZone: 'America/New_York' };
    const hostId = await api.createHost({ name: 'Grace', email: hostMail, schedule });
    const questions = [{ id: 'topic', type: 'text', label: 'Topic?', required: false }];
    const type = await api.createMeetingType([hostId], { name: 'Demo', location, questions });
    const link = await api.createLink(type);
    const { booking } = await api.book(link, FROM, { email: guestMail, more: { answers: { topic: 'Prices' } } });
    if (booking === null) throw new Error('not booked');
    return { hostId, type, booking, hostMail, guestMail, path: `/v1/public/bookings/${tokenOf(booking.manageUrl)}` };
  };

  /** Waits for this number of mails to the address, and returns them. */
  const mailsTo = (to: string, count: number): Promise<readonly WrittenMail[]> =>
    eventually(async () => {
      const mails = await writtenMails(app.dataDir, to);
      expect(mails).toHaveLength(count);
      return mails;
    });

  const mailTo = async (to: string, subject: string, count: number): Promise<WrittenMail> => {
    const [mail, ...more] = (await mailsTo(to, count)).filter((one) => one.subject.startsWith(subject));
    if (mail === undefined || more.length > 0) throw new Error(`not one mail "${subject}" to ${to}`);
    return mail;
  };

  const secondSlot = async (path: string): Promise<string> => {
    const window = new URLSearchParams({ from: FROM, to: TO }).toString();
    const { slots } = jsonOf<{ slots: SlotAnswer[] }>(await api.visitor.send(`${path}/slots?${window}`));
    return startsOf(slots)[1] ?? 'no slot';
  };

  const compact = (instant: string): string => instant.replaceAll(/[-:]|\.000/g, '');

  it('add a booking to both calendars, move it and remove it', async () => {
    const { booking, hostMail, guestMail, path } = await booked();
    const uid = `UID:${booking.id}@bookonce`;
    const both = async (subject: [guest: string, host: string], count: number): Promise<readonly WrittenMail[]> => [
      await mailTo(guestMail, subject[0], count),
      await mailTo(hostMail, subject[1], count),
    ];

    for (const { calendar, text } of await both(['Booked:', 'Bea Guest booked'], 1)) {
      expect(calendar).toEqual(
        expect.arrayContaining(['METHOD:REQUEST', uid, 'SEQUENCE:0', `DTSTART:${compact(FROM)}`, 'STATUS:CONFIRMED']),
      );
      expect(calendar).toContain(`LOCATION:${location.value}`);
      expect(text).toContain(`Where: ${location.value}`);
    }

    const start = await secondSlot(path);
    expect((await api.visitor.send(`${path}/reschedule`, { body: { start } })).status).toBe(200);
    for (const { calendar, text } of await both(['Rescheduled:', 'Rescheduled:'], 2)) {
      expect(calendar).toEqual(
        expect.arrayContaining(['METHOD:REQUEST', uid, 'SEQUENCE:1', `DTSTART:${compact(start)}`, 'STATUS:CONFIRMED']),
      );
      expect(text).toMatch(/was rescheduled[^]*When: [^]*Before: /);
    }

    expect((await api.visitor.send(`${path}/cancel`, { body: {} })).status).toBe(200);
    for (const { calendar } of await both(['Cancelled:', 'Cancelled:'], 3)) {
      expect(calendar).toEqual(
        expect.arrayContaining(['METHOD:CANCEL', uid, 'SEQUENCE:2', `DTSTART:${compact(start)}`, 'STATUS:CANCELLED']),
      );
    }

    // Each copy has one organizer from its first file to its last: calendars take no update from another.
    for (const [to, organizer] of [
      [guestMail, hostMail],
      [hostMail, 'bookonce@localhost'],
    ] as const) {
      const organizers = (await mailsTo(to, 3)).map(({ calendar }) => calendar.find((line) => line.startsWith('ORG')));
      for (const line of organizers) expect(line?.toLowerCase()).toMatch(new RegExp(`mailto:${organizer}$`));
    }

    const loaded = await api.visitor.send(pathOf(booking.calendarUrl));
    expect(loaded.text.split('\r\n')).toEqual(expect.arrayContaining(['METHOD:PUBLISH', uid, 'SEQUENCE:2']));
  });

  it('keep what was agreed when meeting type and host change', async () => {
    const { hostId, type, booking, hostMail, guestMail, path } = await booked();
    await mailTo(guestMail, 'Booked:', 1);
    const changed = {
      name: 'Another name',
      location: { type: 'inPerson', value: 'Elsewhere' },
      questions: [],
      durationMinutes: 55,
    };
    expect((await api.host.send(`/v1/meeting-types/${type}`, { method: 'PATCH', body: changed })).status).toBe(200);
    const newMail = `new-${hostMail}`;
    const readdressed = await api.host.send(`/v1/hosts/${hostId}`, { method: 'PATCH', body: { email: newMail } });
    expect(readdressed.status).toBe(200);

    const agreed = { name: 'Demo', durationMinutes: 30, location };
    expect(jsonOf<BookingAnswer>(await api.visitor.send(path))).toMatchObject({
      meetingType: agreed,
      end: booking.end,
    });
    expect(jsonOf<BookingAnswer>(await api.host.send(`/v1/bookings/${booking.id}`))).toMatchObject({
      meetingType: agreed,
    });
    const file = (await api.visitor.send(pathOf(booking.calendarUrl))).text;
    expect(file).toContain('SUMMARY:Demo with Grace');
    expect(file).toContain(`mailto:${hostMail}`);

    expect((await api.visitor.send(`${path}/cancel`, { body: {} })).status).toBe(200);
    for (const [to, count, organizer] of [
      [guestMail, 2, hostMail],
      [newMail, 1, 'bookonce@localhost'],
    ] as const) {
      const { subject, text, calendar } = await mailTo(to, 'Cancelled:', count);
      expect(subject).toContain('Demo');
      expect(text).toContain(`Where: ${location.value}`);
      expect(calendar.find((line) => line.startsWith('ORGANIZER'))).toContain(`mailto:${organizer}`);
      expect(calendar.join('\n')).toMatch(new RegExp(`^(?:ORGANIZER|ATTENDEE).*mailto:${hostMail}$`, 'im'));
    }
  });

  it("show times in each reader's zone, and the manage link only to the attendee", async () => {
    const { booking, hostMail, guestMail } = await booked();
    const forGuest = await mailTo(guestMail, 'Booked:', 1);
    const forHost = await mailTo(hostMail, 'Bea Guest booked', 1);
    expect(forGuest.text).toContain('(Europe/London)');
    expect(forHost.text).toContain('(America/New York)');
    const token = tokenOf(booking.manageUrl);
    expect(forGuest.text).toContain(token);
    expect(forGuest.calendar.join('\n')).toContain(token);
    expect(JSON.stringify(forHost)).not.toContain(token);
  });

  it('are sent once per event, even after a crash before sending', async () => {
    const { guestMail, hostMail, path } = await booked();
    const start = await secondSlot(path);
    expect((await api.visitor.send(`${path}/reschedule`, { body: { start } })).status).toBe(200);
    await app.kill();
    await app.restart();
    expect((await api.visitor.send(`${path}/cancel`, { body: {} })).status).toBe(200);
    for (const to of [guestMail, hostMail]) {
      const sequences = (await mailsTo(to, 3)).map(({ calendar }) => calendar.find((line) => line.startsWith('SEQ')));
      expect(sequences.toSorted()).toEqual(['SEQUENCE:0', 'SEQUENCE:1', 'SEQUENCE:2']);
    }
  });

  it('are not sent again when history is published again (I14)', async () => {
    const before = await booked();
    expect((await api.visitor.send(`${before.path}/cancel`, { body: {} })).status).toBe(200);
    for (const to of [before.guestMail, before.hostMail]) await mailsTo(to, 2);
    // This file holds the publisher's checkpoint but not the sent mails, so all of history is published again.
    await app.stop();
    const files = (await readdir(app.dataDir)).filter((file) => file.startsWith('operations.db'));
    expect(files).toContain('operations.db');
    for (const file of files) await rm(join(app.dataDir, file));
    await removeWrittenMails(app.dataDir);
    await app.restart();

    // History is published in order, so the mail of a new booking comes last.
    const after = await booked();
    await mailsTo(after.guestMail, 1);
    await mailsTo(after.hostMail, 1);
    for (const to of [before.guestMail, before.hostMail]) expect(await writtenMails(app.dataDir, to)).toEqual([]);
    expect(await api.expect<BookingAnswer>(200, `/v1/bookings/${after.booking.id}`)).toMatchObject({ start: FROM });
  });
});
