import { confirmOptIn, mailOptInAgain } from '@bookonce/contracts/commands/booking';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import { fail, ok } from '@bookonce/kernel/result';
import { describe, expect, it } from '@jest/globals';
import { GatewayClient, tokenOf, type Reply } from './fixtures/gateway-client.js';
import { waitingBooking, type WaitingBooking } from './fixtures/waiting-booking.js';

const problemOf = ({ status, body }: Reply): readonly [number, string] => [
  status,
  (body as { type: string }).type.replace('/problems/', ''),
];

describe('an opt-in', () => {
  const client = GatewayClient.served();
  const waiting = (): Promise<WaitingBooking> => waitingBooking(client, 'awaitingOptIn');
  const confirm = ({ optInToken }: WaitingBooking, headers: Record<string, string> = {}): Promise<Reply> =>
    client.call('POST', `/v1/public/opt-ins/${optInToken}/confirm`, {}, headers);

  it('is shown without the manage link, and confirmed by no GET', async () => {
    const booking = await waiting();
    const before = client.services.requests.length;
    const seen = await client.call('GET', `/v1/public/opt-ins/${booking.optInToken}`);
    expect([seen.status, seen.body]).toEqual([200, expect.objectContaining({ status: 'awaitingOptIn' })]);
    expect(seen.text).not.toContain(booking.manageToken);
    const page = await client.call('GET', `/o/${booking.optInToken}`);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('"kind":"optIn"')]);
    expect(client.services.requests).toHaveLength(before);
  });

  it('confirms once for each key', async () => {
    const booking = await waiting();
    let confirmations = 0;
    client.services.on(confirmOptIn, async () => {
      confirmations += 1;
      return ok(await booking.become({ status: 'confirmed', wasConfirmed: true }));
    });
    const key = { 'idempotency-key': 'mine' };
    const [one, two] = [await confirm(booking, key), await confirm(booking, key)];
    expect([one.status, one.body]).toEqual([200, expect.objectContaining({ status: 'confirmed', id: booking.id })]);
    expect([two.text, confirmations]).toEqual([one.text, 1]);
    expect((await confirm(booking)).status).toBe(200);
  });

  it.each<[VoidReason, string]>([
    ['optInExpired', 'opt-in-expired'],
    ['cancelled', 'opt-in-expired'],
    ['overdue', 'opt-in-expired'],
    ['linkConsumed', 'link-consumed'],
    ['linkExpired', 'link-expired'],
    ['linkReplaced', 'link-replaced'],
    ['linkRevoked', 'link-revoked'],
  ])('that ended as %s is 410 %s, in the reply, in the views and on the page', async (reason, slug) => {
    const booking = await waiting();
    client.services.on(confirmOptIn, async () => fail({ kind: 'attemptEnded', reason }));
    expect(problemOf(await confirm(booking))).toEqual([410, slug]);
    await booking.become(reason === 'cancelled' ? { status: 'cancelled' } : { status: 'rejected', reason });
    expect(problemOf(await client.call('GET', `/v1/public/opt-ins/${booking.optInToken}`))).toEqual([410, slug]);
    const page = await client.call('GET', `/o/${booking.optInToken}`, undefined, { 'accept-language': 'de' });
    expect([page.status, page.text]).toEqual([410, expect.stringContaining('lang="de"')]);
  });

  it('that is not settled in time is 202', async () => {
    const booking = await waiting();
    client.services.on(confirmOptIn, async () => ok(await booking.become({ status: 'optedIn' })));
    const slow = confirm(booking);
    expect([(await slow).status, (await slow).body]).toEqual([202, expect.objectContaining({ status: 'pending' })]);
  }, 10_000);

  it('of nobody is 404', async () => {
    expect((await client.call('POST', `/v1/public/opt-ins/${'A'.repeat(22)}/confirm`)).status).toBe(404);
    expect((await client.call('GET', '/v1/public/opt-ins/short')).status).toBe(404);
    const page = await client.call('GET', `/o/${'A'.repeat(22)}`);
    expect(page.status).toBe(404);
    expect(page.text).toContain('Go back to the e-mail that asks you to confirm');
  });

  it('is mailed again by the manage link', async () => {
    const booking = await waiting();
    const again = (): Promise<Reply> => client.call('POST', `/v1/public/bookings/${booking.manageToken}/opt-in-mail`);
    client.services.on(mailOptInAgain, async () => ok({ position: null }));
    expect((await again()).status).toBe(202);
    client.services.on(mailOptInAgain, async () => fail({ kind: 'tooManyMails' }));
    const tooMany = await again();
    expect(problemOf(tooMany)).toEqual([429, 'too-many-mails']);
    expect(tooMany.headers).toMatchObject({ 'retry-after': '1800', 'ratelimit-policy': '"booking-opt-in-mails";q=3' });
    client.services.on(mailOptInAgain, async () => fail({ kind: 'notPossibleWhile', status: 'confirmed' }));
    expect(problemOf(await again())).toEqual([409, 'conflict-with-state']);
  });

  it('that expired leads back to the link, if that is still active', async () => {
    const booking = await waiting();
    await booking.become({ status: 'rejected', reason: 'optInExpired' });
    // The fake service consumed this one.
    const used = await client.call('GET', `/o/${booking.optInToken}`);
    expect(used.text).not.toContain(tokenOf(booking.linkUrl));
  });
});
