import { requestManageLink } from '@bookonce/contracts/commands/booking';
import { emailKey } from '@bookonce/contracts/values/people';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { RateLimits } from '@bookonce/kernel/ports/rate-limits';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import { resendManageLink } from '../api/recipient-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { json, problem, type Answer } from '../http/answer.js';
import { publicEndpoint, type Endpoint } from '../http/endpoint.js';
import { inConstantTime } from '../http/constant-time.js';
import { sha256 } from '../http/hash.js';
import type { IdempotentCalls } from '../http/idempotency.js';
import { type Commands, tryAgain } from './commands.js';
import { linkOfToken } from './by-token.js';

export interface ManageLinkDeps {
  readonly readModels: ReadModels;
  readonly commands: Pick<Commands, 'send'>;
  readonly calls: IdempotentCalls;
  readonly bookingAttempts: RateLimits;
  readonly ids: Pick<Ids, 'derive' | 'uuid'>;
  readonly options: Pick<GatewayOptions, 'vault'>;
}

/** Mails the manage link again to the attendee of a used link. The answer does not reveal whether that was the address. */
export const manageLinkEndpoints = (deps: ManageLinkDeps): readonly Endpoint[] => {
  const { readModels, commands, calls, bookingAttempts, ids, options } = deps;

  /** Asks the booking service for every address, so that an outage does not reveal which address is right. */
  const ask = async ({ bookingId, workspaceId }: LinkDocument, email: string, commandId: string): Promise<Answer> => {
    if (bookingId === undefined) return json(202, {});
    const context = { commandId, correlationId: bookingId, causationId: commandId, workspaceId, by: 'attendee' };
    const reply = await commands.send(resendManageLink, requestManageLink, { bookingId, email }, context);
    return !reply.ok && reply.error.kind === 'conflict' ? tryAgain() : json(202, {});
  };

  return [
    publicEndpoint(resendManageLink, async ({ params, body, idempotencyKey: key }) => {
      const link = await linkOfToken(readModels, options.vault, params.token);
      if (link === null) return inConstantTime(Promise.resolve(json(202, {})));
      const subject = `manage-link/${link.id}`;
      const seconds = await bookingAttempts.secondsToWait(subject);
      if (seconds !== null)
        return problem('too-many-requests', undefined, { headers: { 'retry-after': `${seconds}` } });
      const email = emailKey(body.email);
      if (key === null) return inConstantTime(ask(link, email, ids.uuid()));
      const commandId = ids.derive(JSON.stringify(['manage-link', link.id, key]));
      const call = { owner: link.id, route: 'resendManageLink', key, bodyHash: sha256(canonicalJson(body)) };
      return inConstantTime(calls.run(call, () => ask(link, email, commandId)));
    }),
  ];
};
