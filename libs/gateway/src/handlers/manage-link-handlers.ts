import { requestManageLink } from '@bookonce/contracts/commands/booking';
import { emailKey } from '@bookonce/contracts/values/people';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import { resendManageLink } from '../api/recipient-api.js';
import { json, type Answer } from '../http/answer.js';
import { publicEndpoint, type Endpoint } from '../http/endpoint.js';
import { inConstantTime } from '../http/constant-time.js';
import { sha256 } from '../http/hash.js';
import type { Limits } from '../http/limits.js';
import type { IdempotentCalls } from '../http/idempotency.js';
import { type Commands, tryAgain } from './commands.js';
import type { TokenLookups } from './by-token.js';

export interface ManageLinkDeps {
  readonly commands: Pick<Commands, 'send'>;
  readonly calls: IdempotentCalls;
  readonly lookups: TokenLookups;
  readonly limits: Limits;
  readonly ids: Pick<Ids, 'derive' | 'uuid'>;
}

/** Mails the manage link again to the attendee of a used link. The answer does not reveal whether that was the address. */
export const manageLinkEndpoints = (deps: ManageLinkDeps): readonly Endpoint[] => {
  const { commands, calls, lookups, limits, ids } = deps;

  /** Asks the booking service for every address, so that an outage does not reveal which address is right. */
  const ask = async ({ bookingId, workspaceId }: LinkDocument, email: string, commandId: string): Promise<Answer> => {
    if (bookingId === undefined) return json(202, {});
    const context = { commandId, correlationId: bookingId, causationId: commandId, workspaceId, by: 'attendee' };
    const reply = await commands.send(resendManageLink, requestManageLink, { bookingId, email }, context);
    return !reply.ok && reply.error.kind === 'conflict' ? tryAgain() : json(202, {});
  };

  return [
    publicEndpoint(resendManageLink, async ({ params, body, idempotencyKey: key, client }) => {
      const found = await lookups.link(params.token, client);
      if (!found.ok) return inConstantTime(Promise.resolve(found.error.status === 404 ? json(202, {}) : found.error));
      const link = found.value;
      const email = emailKey(body.email);
      const refused = await limits.take(
        ['client-resends', client],
        ['link-resends', link.id],
        ['address-mails', sha256(email)],
      );
      if (refused !== null) return refused;
      if (key === null) return inConstantTime(ask(link, email, ids.uuid()));
      const commandId = ids.derive(JSON.stringify(['manage-link', link.id, key]));
      const call = { owner: link.id, route: 'resendManageLink', key, bodyHash: sha256(canonicalJson(body)) };
      return inConstantTime(calls.run(call, () => ask(link, email, commandId)));
    }),
  ];
};
