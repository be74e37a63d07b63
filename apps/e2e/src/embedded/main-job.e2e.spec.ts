import { describe, expect, it } from '@jest/globals';
import {
  slugOf,
  type BookingAnswer,
  type LinkAnswer,
  type ListAnswer,
  type ProblemAnswer,
  type SlotAnswer,
} from '@bookonce/testing/harness/api-shapes';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents } from '@bookonce/testing/harness/stored-history';
import { midnightAfter, OFFICE_HOURS, pathOf, tokenOf } from '@bookonce/testing/harness/workspace-client';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

const FROM = midnightAfter(3);
const TO = midnightAfter(10);

describe('the main use over plain HTTP', () => {
  const { app, api } = servedProduct();

  const slotsOf = async (link: LinkAnswer): Promise<readonly SlotAnswer[]> => {
    const answer = await api.slots(link, FROM, TO);
    expect(answer.status).toBe(200);
    return jsonOf<{ slots: readonly SlotAnswer[] }>(answer).slots;
  };

  it('writes first-run.json for the first user, readable only by its owner', async () => {
    const firstRun = await app.firstRun();
    expect(firstRun.apiKey).toMatch(/^bok_/);
    expect(firstRun.baseUrl).toMatch(/^http:\/\//);
    expect(firstRun.consoleUrl).toMatch(/^http/);
    expect(tokenOf(firstRun.demoLinkUrl)).toMatch(/^[0-9A-Za-z]{22}$/);
    expect((await stat(join(app.dataDir, 'first-run.json'))).mode & 0o777).toBe(0o600);
  });

  it('has a demo workspace with a bookable link', async () => {
    const { demoLinkUrl } = await app.firstRun();
    const hosts = await api.expect<ListAnswer<object>>(200, '/v1/hosts');
    const types = await api.expect<ListAnswer<{ hostIds: readonly string[] }>>(200, '/v1/meeting-types');
    expect(hosts.items).toHaveLength(2);
    expect(types.items.map((type) => type.hostIds.length).toSorted()).toEqual([1, 2]);
    const demo = { url: demoLinkUrl } as LinkAnswer;
    const [slot] = await slotsOf(demo);
    expect((await api.book(demo, slot?.start ?? 'no slot')).status).toBe(201);
    expect((await api.visitor.send(pathOf(demoLinkUrl))).status).toBe(410);
  });

  it('books a link once and shows it as used to every reader at once', async () => {
    const host = await api.createHost({ name: 'Ada Lovelace', schedule: OFFICE_HOURS });
    const type = await api.createMeetingType([host], { name: 'First talk', description: 'Half an hour' });
    const link = await api.createLink(type, { recipient: { name: 'Bea', email: 'bea@example.com' }, note: 'spring' });
    expect(link).toMatchObject({ status: 'active', meetingTypeId: type, note: 'spring', metadata: {} });
    expect(link.id).toMatch(/^lnk_/);
    expect(tokenOf(link.url)).toMatch(/^[0-9A-Za-z]{22}$/);
    expect(Date.parse(link.expiresAt) - Date.parse(link.createdAt)).toBe(30 * 24 * 60 * 60 * 1000);
    expect(link.shareTexts.email.body).toContain(link.url);
    expect(link.shareTexts.message).toContain(link.url);

    const shown = await api.view(link);
    expect(shown.status).toBe(200);
    expect(jsonOf<object>(shown)).toMatchObject({
      status: 'active',
      meetingType: { name: 'First talk', durationMinutes: 30, description: 'Half an hour', questions: [] },
      hosts: [{ name: 'Ada Lovelace' }],
    });

    const slots = await slotsOf(link);
    expect(slots.length).toBeGreaterThan(60);
    expect(slots.map((slot) => slot.start)).toEqual(slots.map((slot) => slot.start).toSorted());
    const chosen = slots[7] ?? { start: 'none', end: 'none' };

    const booked = await api.book(link, chosen.start);
    expect(booked.status).toBe(201);
    expect(booked.booking).toMatchObject({
      status: 'confirmed',
      start: chosen.start,
      end: chosen.end,
      linkId: link.id,
    });
    expect(booked.booking?.host.name).toBe('Ada Lovelace');

    // Read your writes: every next read sees it.
    const token = tokenOf(link.url);
    const dead = [`/v1/public/links/${token}`, `/v1/public/links/${token}/slots?from=${FROM}&to=${TO}`];
    for (const path of dead) {
      const answer = await api.visitor.send(path);
      expect(answer.status).toBe(410);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(slugOf(jsonOf<ProblemAnswer>(answer))).toBe('link-consumed');
    }
    const page = await api.visitor.send(`/1t/${token}`);
    expect(page.status).toBe(410);
    expect(page.headers['content-type']).toContain('text/html');
    expect(await api.getLink(link.id)).toMatchObject({ status: 'consumed', bookingId: booked.booking?.id });

    const again = await api.book(link, slots[8]?.start ?? 'none', { email: 'late@example.com' });
    expect([again.status, again.slug]).toEqual([410, 'link-consumed']);

    const other = await api.createLink(type);
    const offered = await slotsOf(other);
    expect(offered.map((slot) => slot.start)).not.toContain(chosen.start);
    expect(offered).toHaveLength(slots.length - 1);
  });

  it('shows a booking to attendee and host, and as a calendar file', async () => {
    const type = await api.createMeetingType([await api.createHost({ name: 'Grace' })], { name: 'Check in' });
    const link = await api.createLink(type);
    const { booking } = await api.book(link, FROM);
    if (booking === null) throw new Error('not booked');
    const attendees = await api.visitor.send(`/v1/public/bookings/${tokenOf(booking.manageUrl)}`);
    expect(attendees.status).toBe(200);
    expect(jsonOf<BookingAnswer>(attendees)).toMatchObject({ id: booking.id, status: 'confirmed', start: FROM });
    const calendar = await api.visitor.send(pathOf(booking.calendarUrl));
    expect(calendar.headers['content-type']).toContain('text/calendar');
    expect(calendar.text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(calendar.text).toContain(`DTSTART:${FROM.replaceAll(/[-:]|\.000/g, '')}`);
    expect(await api.expect(200, `/v1/bookings/${booking.id}`)).toMatchObject({ id: booking.id, linkId: link.id });
    const list = await api.expect<ListAnswer<BookingAnswer>>(200, `/v1/bookings?linkId=${link.id}`);
    expect(list.items.map((item) => item.id)).toEqual([booking.id]);
    expect((await api.visitor.send(`/v1/public/bookings/${'x'.repeat(22)}`)).status).toBe(404);
  });

  it('appends no event for reads (I10)', async () => {
    const type = await api.createMeetingType([await api.createHost()]);
    const link = await api.createLink(type);
    const token = tokenOf(link.url);
    const before = countStoredEvents(app.dataDir);
    expect(before).toBeGreaterThan(0);
    const looks = [
      `/1t/${token}`,
      `/v1/public/links/${token}`,
      `/v1/public/links/${token}/slots?from=${FROM}&to=${TO}`,
      `/1t/${'0'.repeat(22)}`,
      '/openapi.json',
    ];
    for (const method of ['GET', 'HEAD', 'GET']) {
      for (const path of looks) {
        const answer = await api.visitor.send(path, {
          method,
          headers: { 'user-agent': 'Slackbot-LinkExpanding 1.0' },
        });
        expect(answer.status).toBeLessThan(500);
      }
      for (const path of ['/v1/links', `/v1/links/${link.id}/history`, '/v1/bookings'])
        await api.host.send(path, { method });
    }
    expect(countStoredEvents(app.dataDir)).toBe(before);
    expect((await api.view(link)).status).toBe(200);
  });

  it('logs no token of a link or booking', async () => {
    const type = await api.createMeetingType([await api.createHost()]);
    const link = await api.createLink(type);
    const { booking } = await api.book(link, FROM);
    await api.visitor.send(`/1t/${tokenOf(link.url)}`);
    await api.visitor.send(`/v1/public/links/${tokenOf(link.url)}/bookings`, {
      raw: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect(app.output).not.toContain(tokenOf(link.url));
    expect(app.output).not.toContain(tokenOf(booking?.manageUrl ?? 'http://x/none'));
  });
});
