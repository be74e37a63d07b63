import type { BookingDocument } from '@bookonce/booking/views/booking-document';
import { shownStatusOf } from '@bookonce/contracts/streams/booking';
import { approveByMail, declineByMail, getApproval } from '../api/approval-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { json, problem, type Answer } from '../http/answer.js';
import { tokenEndpoint, type Call, type Caller, type Endpoint } from '../http/endpoint.js';
import type { RecipientCalls } from '../http/recipient-calls.js';
import type { Limits } from '../http/limits.js';
import { consistencyOf } from '../http/views.js';
import { approvalForm, type BookingParts, partsOf } from './booking-form.js';
import type { TokenLookups } from './by-token.js';
import type { ChangeBookingDeps, Changer } from './change-booking.js';
import { decided, decideOne, type Decision } from './decide-booking.js';

export interface ApprovalDeps extends ChangeBookingDeps {
  readonly calls: RecipientCalls;
  readonly lookups: TokenLookups;
  readonly limits: Limits;
  readonly options: GatewayOptions;
}

/** The operations of a host who decides with the token of a mail, without signing in. */
export const approvalEndpoints = (deps: ApprovalDeps): readonly Endpoint[] => {
  const { readModels, calls, lookups, limits, options } = deps;

  const find = ({ params, client }: Caller<{ readonly approvalToken: string }>) =>
    lookups.toApprove(params.approvalToken, client);

  const decide = async <Body>(
    { params, body, idempotencyKey: key, client }: Call<{ readonly approvalToken: string }, unknown, Body>,
    booking: BookingDocument,
    operation: Changer['operation'],
    decision: Decision,
  ): Promise<Answer> => {
    const { approvalToken } = params;
    const refused = await limits.take(['client-confirmations', client], ['booking-changes', booking.id]);
    if (refused !== null) return refused;
    const round = roundOf(booking, approvalToken, options);
    if (round === null) return problem('approval-moved');
    const run = async (commandId: string): Promise<Answer> => {
      const { id: bookingId, workspaceId } = booking;
      const context = { commandId, correlationId: bookingId, causationId: commandId, workspaceId, by: 'host' };
      const changed = await decideOne(deps, { operation, booking, context }, { ...decision, round });
      if (!changed.ok) return changed.error;
      const parts = await partsOf(readModels, changed.value.booking);
      return json(200, approvalForm(parts), consistencyOf(changed.value.position));
    };
    const route = `${decision.decision}ByMail`;
    return calls.once({ subject: booking.id, route, command: `${route}/${round}`, key, body }, run);
  };

  return [
    tokenEndpoint(getApproval, find, async ({ params: { approvalToken } }, booking) => {
      const parts = await partsOf(readModels, booking);
      switch (approvalState(parts, approvalToken, options)) {
        case 'moved':
          return problem('approval-moved');
        case 'decided':
          return decided(shownStatusOf(booking));
        case 'open':
          return json(200, approvalForm(parts));
        case 'hostDeactivated':
          return problem('host-deactivated');
      }
    }),

    tokenEndpoint(approveByMail, find, (call, booking) =>
      decide(call, booking, approveByMail, { decision: 'approve', ...call.body }),
    ),

    tokenEndpoint(declineByMail, find, (call, booking) =>
      decide(call, booking, declineByMail, { decision: 'decline', ...call.body }),
    ),
  ];
};

type Vault = { readonly vault: Pick<GatewayOptions['vault'], 'approvalTokenHashOf'> };

/** The round that the token's mail asked in; null if the host was asked anew since. */
const roundOf = ({ approval }: BookingDocument, token: string, { vault }: Vault): number | null =>
  approval !== undefined && approval.tokenHash === vault.approvalTokenHashOf(token) ? approval.round : null;

/** Returns whether the token of a mail can still decide, and if not, why. The booking service decides whether it may. */
export const approvalState = (
  { booking, hosts }: Pick<BookingParts, 'booking' | 'hosts'>,
  token: string,
  vault: Vault,
): 'open' | 'moved' | 'decided' | 'hostDeactivated' => {
  if (booking.status !== 'awaitingApproval') return 'decided';
  if (roundOf(booking, token, vault) === null) return 'moved';
  return hosts.some(({ active }) => !active) ? 'hostDeactivated' : 'open';
};
