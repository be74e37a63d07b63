import { canonicalJson } from '@bookonce/kernel/canonical-json';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Answer } from './answer.js';
import { sha256 } from './hash.js';
import type { IdempotentCalls, Keeps } from './idempotency.js';
import type { Limits } from './limits.js';

/** A call of somebody without an API key, who knows the token of a link or a booking. */
export interface RecipientCall {
  /** The link or the booking. Equal keys for different ones are different keys. */
  readonly subject: string;
  /** The operation's id. */
  readonly route: string;
  /** Names the command; by default the route. A storage format: a retry after an upgrade must derive the same command. */
  readonly command?: string;
  readonly key: string | null;
  readonly body?: unknown;
}

/** Runs the calls of recipients and attendees once for each `Idempotency-Key` (I8). */
export class RecipientCalls {
  constructor(
    private readonly calls: IdempotentCalls,
    private readonly ids: Pick<Ids, 'derive' | 'uuid'>,
    private readonly limits: Pick<Limits, 'reserve' | 'giveBack'>,
  ) {}

  /**
   * Runs `work` with the id of its command, unless a reply to this call is stored. Without a key it always runs. A new key
   * is refused if too many replies are stored for the subject already; a key that was seen before never is (I8).
   */
  once(
    { subject, route, command = route, key, body = {} }: RecipientCall,
    work: (commandId: string) => Promise<Answer>,
    keeps?: Keeps,
  ): Promise<Answer> {
    if (key === null) return work(this.ids.uuid());
    const commandId = this.ids.derive(JSON.stringify([command, subject, key]));
    const call = { owner: subject, route, key, bodyHash: sha256(canonicalJson(body)) };
    return this.calls.run(call, () => work(commandId), {
      ...(keeps === undefined ? {} : { keeps }),
      reserve: () => this.limits.reserve(['stored-replies', subject]),
      giveBack: () => this.limits.giveBack(['stored-replies', subject]),
    });
  }
}
