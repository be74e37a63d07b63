import { describe, expect, it } from '@jest/globals';
import type { BookingAnswer, LinkAnswer, ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents } from '@bookonce/testing/harness/stored-history';
import { midnightAfter, tokenOf } from '@bookonce/testing/harness/workspace-client';

const SLOT = midnightAfter(3);
const TEXTS = [
  "Robert'); DROP TABLE events;--",
  "' OR '1'='1",
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{constructor.constructor("return 1")()}}',
  '${7*7} #{7*7} %s %n',
];

describe('SQL and HTML in free text', () => {
  const { app, api } = servedProduct();

  /**
   * Creates a meeting type and a link with the text in every free field. Null if it is refused, which must store
   * nothing.
   */
  const linkWith = async (text: string): Promise<LinkAnswer | null> => {
    const hostId = await api.createHost();
    const before = countStoredEvents(app.dataDir);
    const settings = {
      name: text,
      description: text,
      durationMinutes: 30,
      hostIds: [hostId],
      assignment: 'single',
      confirmation: 'instant',
    };
    const type = await api.host.send('/v1/meeting-types', { body: settings });
    if (type.status !== 201) {
      expect(type.status).toBe(422);
      expect(countStoredEvents(app.dataDir)).toBe(before);
      return null;
    }
    const { id: meetingTypeId } = jsonOf<{ id: string }>(type);
    const body = { meetingTypeId, note: text, metadata: { text }, recipient: { name: text } };
    return api.createLink(meetingTypeId, body);
  };

  it.each(TEXTS)('is refused or stored unchanged, and never executed: %s', async (text) => {
    const link = await linkWith(text);
    if (link === null) return;
    expect(await api.getLink(link.id)).toMatchObject({ note: text, metadata: { text }, recipient: { name: text } });
    const page = await api.visitor.send(`/1t/${tokenOf(link.url)}`);
    expect(page.status).toBe(200);
    if (/[<>]/.test(text)) expect(page.text).not.toContain(text);

    const body = { start: SLOT, attendee: { name: text, email: 'bea@example.com' }, note: text };
    const booked = await api.visitor.send(`/v1/public/links/${tokenOf(link.url)}/bookings`, { body });
    expect([201, 422]).toContain(booked.status);
    if (booked.status === 422) return;
    const booking = jsonOf<BookingAnswer>(booked);
    expect(booking.attendee.name).toBe(text);
    const managed = await api.visitor.send(`/v1/public/bookings/${tokenOf(booking.manageUrl)}`);
    expect(jsonOf<BookingAnswer>(managed).attendee.name).toBe(text);
    const dead = await api.visitor.send(`/1t/${tokenOf(link.url)}`);
    expect(dead.status).toBe(410);
    if (/[<>]/.test(text)) expect(dead.text).not.toContain(text);
  });

  it('is not interpreted in filters', async () => {
    for (const text of TEXTS) {
      const answer = await api.host.send(`/v1/links?recipient=${encodeURIComponent(text)}`);
      expect([200, 422]).toContain(answer.status);
      if (answer.status === 200) expect(jsonOf<ListAnswer<LinkAnswer>>(answer).items).toEqual([]);
    }
    expect((await api.expect<ListAnswer<object>>(200, '/v1/hosts')).items.length).toBeGreaterThan(2);
  });
});
