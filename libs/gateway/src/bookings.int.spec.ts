import { afterEach, describe, expect, it } from '@jest/globals';
import { GatewayClient, FIRST, SECOND, tokenOf } from './fixtures/gateway-client.js';

describe('a refusal that the views do not show yet (I9)', () => {
  const client = GatewayClient.served();

  afterEach(() => {
    client.services.isOvertaken = false;
  });

  it.each([{}, { 'idempotency-key': 'mine' }])('of a booking: the link is not seen open again %j', async (headers) => {
    const link = await client.link();
    client.services.isOvertaken = true;
    const refused = await client.book(link.url, FIRST, headers);
    expect([refused.status, refused.body]).toEqual([410, expect.objectContaining({ type: '/problems/link-consumed' })]);
    const seen = await client.call('GET', `/v1/public/links/${tokenOf(link.url)}`);
    expect([seen.status, seen.body]).toEqual([410, expect.objectContaining({ type: '/problems/link-consumed' })]);
  });

  it('of a revocation: the link is not seen open again', async () => {
    const link = await client.link();
    client.services.isOvertaken = true;
    const refused = await client.call('POST', `/v1/links/${link.id}/revoke`, {});
    expect([refused.status, refused.body]).toEqual([409, expect.objectContaining({ type: '/problems/link-consumed' })]);
    expect((await client.call('GET', `/v1/links/${link.id}`)).body).toMatchObject({ status: 'consumed' });
  });

  it('of a new time: the booking is not seen confirmed again', async () => {
    const { body } = await client.book((await client.link()).url);
    const { id } = body as { id: string };
    client.services.isOvertaken = true;
    const refused = await client.call('POST', `/v1/bookings/${id}/reschedule`, { start: SECOND });
    expect(refused.status).toBe(409);
    expect((await client.call('GET', `/v1/bookings/${id}`)).body).toMatchObject({ status: 'cancelled' });
  });
});

describe('booking with a link', () => {
  const client = GatewayClient.served();

  afterEach(() => {
    client.services.bookingMode = 'confirm';
  });

  it('books once, and answers 410 from then on', async () => {
    const link = await client.link();
    const booked = await client.book(link.url);
    expect([booked.status, booked.body]).toEqual([
      201,
      expect.objectContaining({ status: 'confirmed', linkId: link.id, start: FIRST }),
    ]);
    const { manageUrl } = booked.body as { manageUrl: string };
    expect(booked.text).not.toMatch(/manageTokenHash|workspaceId|ada@example/);
    const again = await client.book(link.url, SECOND);
    expect([again.status, again.headers['content-type']]).toEqual([410, 'application/problem+json']);
    expect(again.body).toMatchObject({ type: '/problems/link-consumed', status: 410 });
    expect((await client.call('GET', `/1t/${tokenOf(link.url)}`)).status).toBe(410);
    expect((await client.call('GET', `/v1/public/bookings/${tokenOf(manageUrl)}`)).body).toMatchObject({
      status: 'confirmed',
    });
    const calendar = await client.call('GET', `/v1/public/bookings/${tokenOf(manageUrl)}/calendar.ics`);
    expect([calendar.status, calendar.text]).toEqual([200, expect.stringContaining('BEGIN:VCALENDAR')]);
    expect((await client.call('GET', `/m/${tokenOf(manageUrl)}`)).text).toContain('Your booking with Ada');
  });

  it('gives the same key the same booking, even for concurrent calls (I8)', async () => {
    const link = await client.link();
    const key = { 'idempotency-key': 'mine' };
    const all = await Promise.all([1, 2, 3].map(() => client.book(link.url, FIRST, key)));
    const late = await client.book(link.url, FIRST, key);
    expect([...all, late].map((one) => one.status)).toEqual([201, 201, 201, 201]);
    expect(new Set([...all, late].map((one) => one.text)).size).toBe(1);
    const other = await client.book(link.url, SECOND, key);
    expect([other.status, other.body]).toEqual([
      422,
      expect.objectContaining({ type: '/problems/idempotency-key-reused' }),
    ]);
  });

  it('finds its own booking again if the reply was never stored (I8)', async () => {
    const link = await client.link();
    const key = { 'idempotency-key': 'lost-answer' };
    client.services.bookingMode = 'busDown';
    const lost = await client.book(link.url, FIRST, key);
    expect([lost.status, lost.headers['retry-after']]).toEqual([503, '1']);
    client.services.bookingMode = 'confirm';
    expect((await client.book(link.url, FIRST, key)).status).toBe(201);
  });

  it('finds its own booking again after it was rescheduled (I8)', async () => {
    const link = await client.link();
    const key = { 'idempotency-key': 'lost-and-moved' };
    client.services.bookingMode = 'answerLost';
    expect((await client.book(link.url, FIRST, key)).status).toBe(503);
    client.services.bookingMode = 'confirm';
    const { body } = await client.call('GET', `/v1/bookings?linkId=${link.id}`);
    const [{ id }] = (body as { items: [{ id: string }] }).items;
    expect((await client.call('POST', `/v1/bookings/${id}/reschedule`, { start: SECOND })).status).toBe(200);
    const again = await client.book(link.url, FIRST, key);
    expect([again.status, again.body]).toEqual([201, expect.objectContaining({ status: 'confirmed', start: SECOND })]);
    expect(again.body).not.toHaveProperty('askedStart');
  });

  it('waits for an outcome that comes after the reply', async () => {
    const link = await client.link();
    client.services.bookingMode = 'late';
    const booked = await client.book(link.url);
    expect([booked.status, booked.body]).toEqual([201, expect.objectContaining({ status: 'confirmed' })]);
  });

  it('tries again with the same key after a rejected attempt', async () => {
    const link = await client.link();
    const key = { 'idempotency-key': 'overdue-once' };
    client.services.bookingMode = 'overdue';
    expect((await client.book(link.url, FIRST, key)).status).toBe(503);
    client.services.bookingMode = 'confirm';
    expect((await client.book(link.url, FIRST, key)).status).toBe(201);
  });

  it('leaves the link active if the slot is taken', async () => {
    const link = await client.link();
    client.services.bookingMode = 'slotTaken';
    expect((await client.book(link.url)).body).toMatchObject({ type: '/problems/slot-taken', status: 409 });
    client.services.bookingMode = 'confirm';
    expect((await client.book(link.url, SECOND)).status).toBe(201);
  });

  it('checks the answers to questions, and releases the key', async () => {
    const questions = [{ id: 'topic', label: 'What about?', type: 'text', required: true }];
    const link = await client.link({}, { questions });
    const key = { 'idempotency-key': 'with-questions' };
    const wrong = await client.book(link.url, FIRST, key, { answers: { other: 'x' } });
    expect([wrong.status, wrong.body]).toEqual([
      422,
      expect.objectContaining({
        errors: [
          expect.objectContaining({ path: 'answers.other' }),
          expect.objectContaining({ path: 'answers.topic' }),
        ],
      }),
    ]);
    expect((await client.book(link.url, FIRST, key, { answers: { topic: 'Prices' } })).status).toBe(201);
  });

  it('limits the attempts on one link', async () => {
    const link = await client.link();
    client.services.bookingMode = 'slotTaken';
    const answers = await Promise.all(Array.from({ length: 130 }, () => client.book(link.url)));
    const counts = Map.groupBy(answers, (answer) => answer.status);
    expect([counts.get(409)?.length, counts.get(429)?.length]).toEqual([120, 10]);
    expect(Number(counts.get(429)?.[0]?.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('rescheduling a booking', () => {
  const client = GatewayClient.served();

  const move = async (how: typeof client.services.moveMode) => {
    const booked = await client.book((await client.link()).url);
    const { manageUrl } = booked.body as { manageUrl: string };
    client.services.moveMode = how;
    return client.call('POST', `/v1/public/bookings/${tokenOf(manageUrl)}/reschedule`, { start: SECOND });
  };

  it.each(['shown', 'late'] as const)(
    'is answered with where the booking is now, %s by the views (I8)',
    async (how) => {
      const moved = await move(how);
      expect([moved.status, moved.body]).toEqual([
        200,
        expect.objectContaining({ status: 'confirmed', start: SECOND, end: SECOND.replace(':00:00', ':30:00') }),
      ]);
    },
  );

  it('does not say that nothing was stored where the move may still be made (I8)', async () => {
    const undecided = await move('undecided');
    expect([undecided.status, undecided.headers['retry-after']]).toEqual([503, '1']);
    expect(undecided.body).toMatchObject({ detail: expect.stringContaining('not decided yet') });
  });
});
