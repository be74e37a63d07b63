import { approveBooking, declineBooking, type DecideBookingRefusal } from '@bookonce/contracts/commands/booking';
import { hosts } from '@bookonce/availability/views/availability-documents';
import { fail, ok } from '@bookonce/kernel/result';
import { describe, expect, it } from '@jest/globals';
import { GatewayClient, type Reply } from './fixtures/gateway-client.js';
import { OTHER_API_KEY } from './fixtures/test-gateway.js';
import { waitingBooking, type WaitingBooking } from './fixtures/waiting-booking.js';

const problemOf = ({ status, body }: Reply): readonly [number, string, string] => {
  const { type, detail } = body as { type: string; detail: string };
  return [status, type.replace('/problems/', ''), detail];
};

describe('an approval', () => {
  const client = GatewayClient.served();
  const waiting = (): Promise<WaitingBooking> => waitingBooking(client, 'awaitingApproval');
  const lastPayload = (): unknown => client.services.requests.at(-1)?.message.payload;

  it('is decided with the round that its mail was about', async () => {
    const booking = await waiting();
    client.services.on(approveBooking, async ({ message }) =>
      ok(await booking.become({ status: 'confirmed', ...(message === undefined ? {} : { message }) })),
    );
    const path = `/v1/public/approvals/${booking.approvalToken}`;
    const seen = await client.call('GET', path);
    expect([seen.status, seen.body]).toEqual([
      200,
      expect.objectContaining({ status: 'awaitingApproval', meetingType: expect.objectContaining({ questions: [] }) }),
    ]);
    const approved = await client.call('POST', `${path}/approve`, { message: 'Welcome' });
    expect([approved.status, approved.body]).toEqual([
      200,
      expect.objectContaining({ status: 'confirmed', message: 'Welcome' }),
    ]);
    expect(lastPayload()).toEqual({ bookingId: booking.id, round: 2, message: 'Welcome' });
    for (const { text } of [seen, approved]) expect(text).not.toContain(booking.manageToken);
    expect(problemOf(await client.call('GET', path))).toEqual([
      409,
      'conflict-with-state',
      'The booking has been approved. If it must not take place, cancel it.',
    ]);
    const page = await client.call('GET', `/a/${booking.approvalToken}`);
    expect([page.status, page.text]).toEqual([410, expect.stringContaining('This booking has been approved')]);
  });

  it('with the token of an earlier round asks no service', async () => {
    const booking = await waiting();
    const before = client.services.requests.length;
    for (const what of ['approve', 'decline']) {
      const answer = await client.call('POST', `/v1/public/approvals/${booking.movedToken}/${what}`, {});
      expect(problemOf(answer).slice(0, 2)).toEqual([410, 'approval-moved']);
    }
    const page = await client.call('GET', `/a/${booking.movedToken}?decision=decline`);
    expect([page.status, page.text]).toEqual([410, expect.stringContaining('This booking was rescheduled')]);
    expect(client.services.requests).toHaveLength(before);
  });

  it('shows a plain page in place of its buttons while a host is deactivated', async () => {
    const booking = await waiting();
    const [hostId = ''] = (await booking.document()).hostIds;
    const host = await client.readModels.get(hosts, hostId);
    if (host === null) throw new Error('no host');
    await client.services.write(hosts, hostId, { ...host, active: false });
    const answer = await client.call('GET', `/v1/public/approvals/${booking.approvalToken}`);
    expect(problemOf(answer).slice(0, 2)).toEqual([403, 'host-deactivated']);
    const page = await client.call('GET', `/a/${booking.approvalToken}?decision=approve`);
    expect([page.status, page.text]).toEqual([410, expect.stringContaining('This e-mail can no longer decide')]);
    await client.services.write(hosts, hostId, host);
    expect((await client.call('GET', `/a/${booking.approvalToken}`)).status).toBe(200);
  });

  it.each<[DecideBookingRefusal, number, string, string]>([
    [{ kind: 'askedAnew' }, 410, 'approval-moved', 'asked anew'],
    [{ kind: 'notPossibleWhile', status: 'declined' }, 409, 'conflict-with-state', 'declined'],
    [{ kind: 'notPossibleWhile', status: 'cancelled' }, 409, 'conflict-with-state', 'cancelled'],
    [{ kind: 'hostDeactivated' }, 403, 'host-deactivated', 'no longer decide'],
    [{ kind: 'hostsDeactivated' }, 409, 'hosts-deactivated', 'Decline without a fresh link'],
    [{ kind: 'bookingUnknown' }, 404, 'not-found', ''],
  ])('refused as %j is answered with %d %s', async (refusal, status, slug, words) => {
    const booking = await waiting();
    client.services.on(approveBooking, async () => fail(refusal));
    for (const path of [
      `/v1/public/approvals/${booking.approvalToken}/approve`,
      `/v1/bookings/${booking.id}/approve`,
    ]) {
      expect(problemOf(await client.call('POST', path, {}))).toEqual([status, slug, expect.stringContaining(words)]);
    }
  });

  it('is decided by a host who is signed in, whatever the round, and by no other workspace (I19)', async () => {
    const booking = await waiting();
    client.services.on(declineBooking, async ({ reason = '' }) =>
      ok(await booking.become({ status: 'declined', declinedFor: 'host', endedReason: reason, freshLinkId: 'lnk_1' })),
    );
    const path = `/v1/bookings/${booking.id}/decline`;
    const body = { reason: 'On holiday', sendFreshLink: true };
    const other = await client.call('POST', path, body, { authorization: `Bearer ${OTHER_API_KEY}` });
    expect(other.status).toBe(404);
    const declined = await client.call('POST', path, body);
    expect([declined.status, declined.body]).toEqual([
      200,
      expect.objectContaining({ status: 'declined', endedReason: 'On holiday', freshLinkId: 'lnk_1' }),
    ]);
    expect(lastPayload()).toEqual({ bookingId: booking.id, ...body });
    expect((await client.call('POST', path, { sendFreshLink: 'yes' })).status).toBe(422);
  });
});
