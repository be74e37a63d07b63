import type { StoredReplies } from '@bookonce/kernel/ports/stored-replies';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { TokenVault } from '@bookonce/secrets/token-vault';
import { unreachable } from '@bookonce/kernel/result';
import { problem, type Answer } from './answer.js';
import { sha256 } from './hash.js';

export interface KeyedCall {
  /** Workspace or link. Equal keys of different owners are different keys (I19). */
  readonly owner: string;
  /** Method and path with its parameters. */
  readonly route: string;
  readonly key: string;
  readonly bodyHash: string;
}

interface Running {
  readonly bodyHash: string;
  readonly answer: Promise<Answer>;
}

/** Answers a repeated `Idempotency-Key` with the stored reply for 24 h (I8). */
export class IdempotentCalls {
  readonly #running = new Map<string, Running>();

  constructor(
    private readonly storedReplies: StoredReplies,
    private readonly clock: Pick<Clock, 'now'>,
    /** Seals replies before they are stored, because they hold links with usable tokens. */
    private readonly vault: Pick<TokenVault, 'seal' | 'openOrNull'>,
  ) {}

  /**
   * Runs `work` unless a reply to this call is stored. `work` may run again for a call without a reply (after a crash or
   * a lost server), so all its ids derive from the key.
   */
  run(call: KeyedCall, work: () => Promise<Answer>, storing: Storing = {}): Promise<Answer> {
    const keyHash = sha256(JSON.stringify([call.owner, call.route, call.key]));
    const running = this.#running.get(keyHash);
    if (running !== undefined) {
      return running.bodyHash === call.bodyHash ? running.answer : Promise.resolve(keyReused());
    }
    const answer = this.#claim(keyHash, call.bodyHash, work, storing).finally(() => this.#running.delete(keyHash));
    this.#running.set(keyHash, { bodyHash: call.bodyHash, answer });
    return answer;
  }

  async #claim(keyHash: string, bodyHash: string, work: () => Promise<Answer>, storing: Storing): Promise<Answer> {
    const known = await this.storedReplies.begin(keyHash, bodyHash, this.clock.now());
    switch (known.state) {
      case 'replied': {
        const body = this.vault.openOrNull(keyHash, known.reply.body);
        // Sealed with a secret key that was lost since: as if there were no reply.
        return body === null ? this.#answer(keyHash, work, storing) : { ...known.reply, body };
      }
      case 'different':
        return keyReused();
      case 'begun':
        return this.#answer(keyHash, work, storing);
      case 'unknown': {
        const refused = (await storing.reserve?.()) ?? null;
        if (refused === null) return this.#answer(keyHash, work, storing);
        await this.storedReplies.abandon(keyHash);
        return refused;
      }
      default:
        return unreachable(known);
    }
  }

  async #answer(
    keyHash: string,
    work: () => Promise<Answer>,
    { keeps = settlesSomething, giveBack }: Storing,
  ): Promise<Answer> {
    // If `work` throws, the outcome is unknown: the key stays claimed for this body, and a retry runs `work` again.
    const answer = await work();
    if (!keeps(answer)) {
      // Another gateway may run the same call: the place that was reserved for its key is returned once.
      if (await this.storedReplies.abandon(keyHash)) await giveBack?.();
      return answer;
    }
    await this.storedReplies.complete(keyHash, this.#sealed(keyHash, answer), this.clock.now());
    return answer;
  }

  #sealed(keyHash: string, answer: Answer): Answer {
    return { ...answer, body: this.vault.seal(keyHash, answer.body) };
  }
}

/** How the replies of a call are stored. */
export interface Storing {
  /** Whether a reply is stored; by default if {@link settlesSomething}. */
  readonly keeps?: Keeps;
  /** Reserves a place for the reply to a key that was never seen before; returns the refusal if there is none. */
  readonly reserve?: () => Promise<Answer | null>;
  /** Returns the place of a reply that is not stored. */
  readonly giveBack?: () => Promise<void>;
}

export type Keeps = (answer: Answer) => boolean;

/** Returns whether anything took effect. If not, the key is released, so that the caller can correct the request. */
export const settlesSomething: Keeps = ({ status }) => status !== 422 && status !== 429 && status < 500;

export const keyReused = (): Answer => problem('idempotency-key-reused');
