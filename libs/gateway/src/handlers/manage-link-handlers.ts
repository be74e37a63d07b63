import { requestManageLink } from '@bookonce/contracts/commands/booking';
import { emailKey } from '@bookonce/kernel/email-address';
import { fail, type Result } from '@bookonce/kernel/result';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import { resendManageLink } from '../api/recipient-api.js';
import { json, type Answer } from '../http/answer.js';
import { tokenEndpoint, type Caller, type Endpoint } from '../http/endpoint.js';
import { inConstantTime } from '../http/constant-time.js';
import { sha256 } from '../http/hash.js';
import type { Limits } from '../http/limits.js';
import type { RecipientCalls } from '../http/recipient-calls.js';
import { type Commands, tryAgain } from './commands.js';
import type { TokenLookups } from './by-token.js';

export interface ManageLinkDeps {
  readonly commands: Pick<Commands, 'send'>;
  readonly calls: RecipientCalls;
  readonly lookups: TokenLookups;
  readonly limits: Limits;
}

/** Mails the manage link again to the attendee of a used link. The answer does not reveal whether that was the address. */
export const manageLinkEndpoints = (deps: ManageLinkDeps): readonly Endpoint[] => {
  const { commands, calls, lookups, limits } = deps;

  /** Asks the booking service for every address, so that an outage does not reveal which address is right. */
  const ask = async ({ bookingId, workspaceId }: LinkDocument, email: string, commandId: string): Promise<Answer> => {
    if (bookingId === undefined) return json(202, {});
    const context = { commandId, correlationId: bookingId, causationId: commandId, workspaceId, by: 'attendee' };
    const reply = await commands.send(resendManageLink, requestManageLink, { bookingId, email }, context);
    return !reply.ok && reply.error.kind === 'conflict' ? tryAgain() : json(202, {});
  };

  const find = async ({
    params,
    client,
  }: Caller<{ readonly token: string }>): Promise<Result<LinkDocument, Answer>> => {
    const found = await lookups.link(params.token, client);
    if (found.ok) return found;
    return fail(await inConstantTime(Promise.resolve(found.error.status === 404 ? json(202, {}) : found.error)));
  };

  return [
    tokenEndpoint(resendManageLink, find, async ({ body, idempotencyKey: key, client }, link) => {
      const email = emailKey(body.email);
      const refused = await limits.take(
        ['client-resends', client],
        ['link-resends', link.id],
        ['address-mails', sha256(email)],
      );
      if (refused !== null) return refused;
      const call = { subject: link.id, route: 'resendManageLink', command: 'manage-link', key, body };
      return inConstantTime(calls.once(call, (commandId) => ask(link, email, commandId)));
    }),
  ];
};
