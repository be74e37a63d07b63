import type { CommandReply, ConflictRefusal } from '@bookonce/contracts/replies';
import type { LinkRefusal, Reminded, Verdict, VerdictRefusal } from '@bookonce/contracts/commands/link';
import type {
  consumeLink,
  issueLink,
  regenerateLink,
  remindOfLink,
  revokeLink,
  voidAttempt,
} from '@bookonce/contracts/commands/link';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import { versionOf } from '@bookonce/contracts/event-catalogue';
import type { IssuedLink, LinkEvent } from '@bookonce/contracts/events/link';
import { CommandHandler } from '@bookonce/kernel/command-handler';
import { instantOf } from '@bookonce/kernel/json';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { fail, ok } from '@bookonce/kernel/result';
import { link, type LinkCommand } from '../domain/link.js';
import { verdictOn, type LinkState } from '../domain/link-state.js';

export interface LinkServiceDeps {
  readonly store: EventStore;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** A link waits for its recipient: many are warm at a time, and each is small. */
const WARM_LINKS = 50_000;

/** Answers the commands of contracts/commands/link. */
export class LinkService {
  readonly #links: CommandHandler<LinkCommand, LinkState, LinkEvent, LinkRefusal>;

  /** `decider`: the simulator replaces it to prove that it notices a wrong one. */
  constructor(
    private readonly deps: LinkServiceDeps,
    decider = link,
  ) {
    const { store, ids } = deps;
    const begins = (command: LinkCommand): boolean => command.type === 'issue';
    this.#links = new CommandHandler({
      category: 'link',
      decider,
      versionOf,
      store,
      ids,
      begins,
      cacheSize: WARM_LINKS,
    });
  }

  issue({ payload, context }: CommandMessage<PayloadOf<typeof issueLink>>): Promise<CommandReply<LinkRefusal>> {
    return this.#run(payload.linkId, { type: 'issue', link: payload }, context);
  }

  async revoke({ payload, context }: CommandMessage<PayloadOf<typeof revokeLink>>): Promise<CommandReply<LinkRefusal>> {
    const { linkId, reason } = payload;
    return this.#run(linkId, { type: 'revoke', ...(reason === undefined ? {} : { reason }) }, context);
  }

  /** The old link stops first; what is needed to issue the new one is part of that very event. */
  async regenerate({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof regenerateLink>>): Promise<CommandReply<LinkRefusal>> {
    const { linkId, replacement } = payload;
    const replaced = await this.#run(linkId, { type: 'replace', replacement }, context);
    return replaced.ok ? this.issueReplacement(replacement, context) : replaced;
  }

  /** Completes a regeneration, also one that stopped half way; nothing where it is complete. */
  issueReplacement(replacement: IssuedLink, context: CommandContext): Promise<CommandReply<LinkRefusal>> {
    return this.#run(replacement.linkId, { type: 'issue', link: replacement }, context);
  }

  /** What is mailed is decided on this link's stream alone; a replacement that it decided on is issued after. */
  async remind({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof remindOfLink>>): Promise<CommandReply<LinkRefusal, Reminded>> {
    const { linkId, message, replacement } = payload;
    const now = this.#now();
    const reminder = { reminderId: context.commandId, replacement, now, ...(message === undefined ? {} : { message }) };
    const handled = await this.#links.handle(linkId, { type: 'remind', ...reminder }, context, now);
    if (!handled.ok) return handled;
    const { state, position } = handled.value;
    if (state.replacedBy !== replacement.linkId) return ok({ linkId, position });
    const issued = await this.issueReplacement(replacement, context);
    return issued.ok ? ok({ linkId: replacement.linkId, position: issued.value.position }) : issued;
  }

  expire(linkId: string, context: CommandContext): Promise<CommandReply<LinkRefusal>> {
    return this.#run(linkId, { type: 'expire', now: this.#now() }, context);
  }

  consume({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof consumeLink>>): Promise<CommandReply<VerdictRefusal, Verdict>> {
    const { linkId, bookingId, hostIds } = payload;
    return this.#judge(linkId, { type: 'consume', bookingId, hostIds, now: this.#now() }, context);
  }

  voidAttempt({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof voidAttempt>>): Promise<CommandReply<VerdictRefusal, Verdict>> {
    const { linkId, bookingId, reason } = payload;
    return this.#judge(linkId, { type: 'voidAttempt', bookingId, reason }, context);
  }

  async #judge(
    linkId: string,
    command: Extract<LinkCommand, { bookingId: string }>,
    context: CommandContext,
  ): Promise<CommandReply<VerdictRefusal, Verdict>> {
    const handled = await this.#links.handle(linkId, command, context, this.#now());
    if (!handled.ok) return fail(asVerdictRefusal(handled.error));
    const { state, position } = handled.value;
    const verdict = verdictOn(state, command.bookingId);
    if (verdict === null) throw new Error(`link ${linkId} gave no verdict on ${command.bookingId}`);
    return ok({ ...verdict, position });
  }

  async #run(linkId: string, command: LinkCommand, context: CommandContext): Promise<CommandReply<LinkRefusal>> {
    const handled = await this.#links.handle(linkId, command, context, this.#now());
    return handled.ok ? ok({ position: handled.value.position }) : handled;
  }

  #now(): string {
    return instantOf(this.deps.clock.now());
  }
}

const asVerdictRefusal = (refusal: LinkRefusal | ConflictRefusal): VerdictRefusal | ConflictRefusal => {
  if (refusal.kind === 'linkUnknown' || refusal.kind === 'conflict') return refusal;
  throw new Error(`a link does not refuse to judge an attempt: ${refusal.kind}`);
};
