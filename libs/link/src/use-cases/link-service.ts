import type {
  Admission,
  admitAttempt,
  allowAttempts,
  consumeLink,
  issueFreshLink,
  issueLink,
  issueLinks,
  LinkRefusal,
  NewLinkRefusal,
  OneLink,
  readLinkStream,
  regenerateLink,
  remindOfLink,
  revokeLink,
  sendLink,
  SeveralLinks,
  Verdict,
  VerdictRefusal,
  voidAttempt,
} from '@bookonce/contracts/commands/link';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { type Recorded, versionOf } from '@bookonce/contracts/event-catalogue';
import type { LinkEvent } from '@bookonce/contracts/events/link';
import type { CommandReply, ConflictRefusal, InvalidRefusal } from '@bookonce/contracts/replies';
import { streamReply } from '@bookonce/contracts/stream-reply';
import { actorIn } from '@bookonce/kernel/actor';
import { CommandHandler } from '@bookonce/kernel/command-handler';
import { instantOf, withoutUndefined } from '@bookonce/kernel/json';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import { fail, ok } from '@bookonce/kernel/result';
import { StreamWorkspaces } from '@bookonce/kernel/stream-reader';
import { link, type LinkCommand } from '../domain/link.js';
import { type LinkState, verdictOn } from '../domain/link-state.js';
import { LinkIssuer, type LinkServiceDeps } from './link-issuer.js';

/** A link waits for its recipient: many are warm at a time, and each is small. */
const WARM_LINKS = 50_000;

/** Few links ever get so many events. */
const SNAPSHOT_EVERY = 500;
const LINK_STATE_VERSION = 4;

/** Answers the commands of contracts/commands/link. */
export class LinkService {
  readonly #links: CommandHandler<LinkCommand, LinkState, LinkEvent, LinkRefusal>;
  readonly #issuer: LinkIssuer;
  readonly #workspaces: StreamWorkspaces;

  /** `decider`: the simulator replaces it to prove that it notices a wrong one. */
  constructor(
    private readonly deps: LinkServiceDeps,
    decider = link,
  ) {
    const { store, ids, snapshots } = deps;
    const begins = (command: LinkCommand): boolean => command.type === 'issue';
    this.#links = new CommandHandler({
      category: 'link',
      decider,
      versionOf,
      store,
      ids,
      begins,
      cacheSize: WARM_LINKS,
      snapshot: { store: snapshots, version: LINK_STATE_VERSION, every: SNAPSHOT_EVERY },
    });
    this.#issuer = new LinkIssuer(deps, this.#links);
    this.#workspaces = new StreamWorkspaces(store, 'link', WARM_LINKS);
  }

  issue(
    message: CommandMessage<PayloadOf<typeof issueLink>>,
  ): Promise<CommandReply<InvalidRefusal | NewLinkRefusal, OneLink>> {
    return this.#issuer.issueOne(message);
  }

  issueSeveral(
    message: CommandMessage<PayloadOf<typeof issueLinks>>,
  ): Promise<CommandReply<InvalidRefusal | NewLinkRefusal, SeveralLinks>> {
    return this.#issuer.issueSeveral(message);
  }

  async revoke({ payload, context }: CommandMessage<PayloadOf<typeof revokeLink>>): Promise<CommandReply<LinkRefusal>> {
    const { linkId, reason } = payload;
    if (!(await this.#isOfWorkspace(linkId, context))) return fail({ kind: 'linkUnknown' });
    return this.#run(linkId, { type: 'revoke', ...withoutUndefined({ reason }) }, context);
  }

  /** Ends the old link first. That event holds everything needed to issue the new one. */
  async regenerate({
    payload: { linkId, plainHostId },
    context,
  }: CommandMessage<PayloadOf<typeof regenerateLink>>): Promise<CommandReply<LinkRefusal, OneLink>> {
    if (!(await this.#isOfWorkspace(linkId, context))) return fail({ kind: 'linkUnknown' });
    const now = this.#now();
    const identity = await this.#issuer.identityFrom(context.commandId);
    const refusal = await this.#refusalOfSuccessor(linkId, context, plainHostId);
    const handled = await this.#links.handle(linkId, { type: 'replace', identity, refusal, now }, context, now);
    if (!handled.ok) return this.#refusedIfOver(linkId, handled.error, context);
    const { replacement } = handled.value.state;
    if (replacement === null) throw new Error(`link ${linkId} was replaced by no link`);
    return this.#issuer.issue(replacement, context);
  }

  /**
   * Issues the fresh link of a declined booking. Its ids derive from the booking, so a repeat finds the same link, and a
   * crash before it is issued is completed as a regeneration is.
   */
  async issueFresh({
    payload: { linkId, bookingId, mailedTo },
    context,
  }: CommandMessage<PayloadOf<typeof issueFreshLink>>): Promise<CommandReply<LinkRefusal, OneLink>> {
    if (!(await this.#isOfWorkspace(linkId, context))) return fail({ kind: 'linkUnknown' });
    const now = this.#now();
    const commandId = this.deps.ids.derive(`${bookingId}/fresh-link`);
    const identity = await this.#issuer.identityFrom(commandId);
    const issuing = { ...context, commandId, causationId: commandId };
    const command = { type: 'issueFresh', bookingId, identity, now, ...withoutUndefined({ mailedTo }) } as const;
    const handled = await this.#links.handle(linkId, command, issuing, now);
    if (!handled.ok) return this.#refused(linkId, handled.error);
    const { replacement } = handled.value.state;
    if (replacement === null) throw new Error(`link ${linkId} has no fresh link after a decline`);
    return this.#issuer.issue(replacement, issuing);
  }

  /** Issues the link that an event names as a replacement, from the data of that event; a no-op if that is done. */
  async completeReplacement(event: Recorded): Promise<void> {
    if (event.type !== 'LinkRevoked' && event.type !== 'LinkReissued') return;
    const { replacement } = event.data;
    if (replacement === undefined) return;
    const { workspaceId, correlationId, causationId } = event.meta;
    // The command that replaced the old link is the one that issues the new one, so its event ids repeat.
    const context = {
      commandId: causationId,
      correlationId,
      causationId: event.id,
      workspaceId,
      ...actorIn(event.meta),
    };
    const issued = await this.#issuer.issue(replacement, context);
    if (!issued.ok) throw new Error(`replacement ${replacement.linkId} not issued: ${issued.error.kind}`);
  }

  send({ payload, context }: CommandMessage<PayloadOf<typeof sendLink>>): Promise<CommandReply<LinkRefusal, OneLink>> {
    return this.#mail('send', payload, context);
  }

  remind({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof remindOfLink>>): Promise<CommandReply<LinkRefusal, OneLink>> {
    return this.#mail('remind', payload, context);
  }

  /** This link's stream alone decides which link is mailed; a replacement is issued after that. */
  async #mail(
    type: 'send' | 'remind',
    { linkId, plainHostId, message }: PayloadOf<typeof sendLink>,
    context: CommandContext,
  ): Promise<CommandReply<LinkRefusal, OneLink>> {
    if (!(await this.#isOfWorkspace(linkId, context))) return fail({ kind: 'linkUnknown' });
    const now = this.#now();
    const identity = await this.#issuer.identityFrom(context.commandId);
    const refusal = await this.#refusalOfSuccessor(linkId, context, plainHostId);
    const mail = { mailId: context.commandId, identity, refusal, now, ...withoutUndefined({ message }) };
    const handled = await this.#links.handle(linkId, { type, ...mail }, context, now);
    if (!handled.ok) return this.#refusedIfOver(linkId, handled.error, context);
    const { state, position } = handled.value;
    if (state.replacement?.linkId !== identity.linkId) return ok({ linkId, position });
    return this.#issuer.issue(state.replacement, context);
  }

  /**
   * Requests the reminder of an unused link that is due, or skips it if the link cannot be mailed or booked. The context's command
   * names the fresh link, if one is made.
   */
  async remindUnused(linkId: string, context: CommandContext): Promise<CommandReply<LinkRefusal>> {
    const now = this.#now();
    const identity = await this.#issuer.identityFrom(context.commandId);
    const isMailable = await this.#isMailable(linkId);
    const refusal = await this.#refusalOfSuccessor(linkId, context);
    const command: LinkCommand = { type: 'remindUnused', identity, refusal, now, isMailable };
    const handled = await this.#links.handle(linkId, command, context, now);
    if (!handled.ok) return this.#refused(linkId, handled.error);
    const { state, position } = handled.value;
    if (state.replacement?.linkId !== identity.linkId) return ok({ position });
    return this.#issuer.issue(state.replacement, context);
  }

  async #refusalOfSuccessor(
    linkId: string,
    context: CommandContext,
    plainHostId?: string,
  ): Promise<NewLinkRefusal | null> {
    const { issued } = (await this.#links.peek(linkId)).state;
    return issued === null ? null : this.#issuer.refusalOfSuccessor(issued, context, plainHostId);
  }

  /** A service starts only with the key that history knows, so a token that does not open now never will. */
  async #isMailable(linkId: string): Promise<boolean> {
    const { issued } = (await this.#links.peek(linkId)).state;
    return issued === null || this.deps.secrets.vault.openOrNull(linkId, issued.sealedToken) !== null;
  }

  async allowAttempts({
    payload: { linkId },
    context,
  }: CommandMessage<PayloadOf<typeof allowAttempts>>): Promise<CommandReply<LinkRefusal>> {
    if (!(await this.#isOfWorkspace(linkId, context))) return fail({ kind: 'linkUnknown' });
    return this.#run(linkId, { type: 'allowAttempts', grantId: context.commandId }, context);
  }

  expire(linkId: string, context: CommandContext): Promise<CommandReply<LinkRefusal>> {
    return this.#run(linkId, { type: 'expire', now: this.#now() }, context);
  }

  /** Answers whether this attempt may hold a slot until it is confirmed by mail. */
  async admitAttempt({
    payload: { linkId, bookingId },
    context,
  }: CommandMessage<PayloadOf<typeof admitAttempt>>): Promise<CommandReply<VerdictRefusal, Admission>> {
    const now = this.#now();
    const handled = await this.#links.handle(linkId, { type: 'admit', bookingId, now }, context, now);
    if (!handled.ok) return fail(asVerdictRefusal(handled.error));
    const { state, position } = handled.value;
    return ok({ ...(verdictOn(state, bookingId) ?? { verdict: 'admitted' }), position });
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

  readStream({
    payload: { linkId },
  }: CommandMessage<PayloadOf<typeof readLinkStream>>): Promise<ReplyOf<typeof readLinkStream>> {
    return streamReply(this.deps.store, 'link', linkId);
  }

  async #isOfWorkspace(linkId: string, { workspaceId }: CommandContext): Promise<boolean> {
    return (await this.#workspaces.workspaceOf(linkId)) === workspaceId;
  }

  async #judge(
    linkId: string,
    command: Extract<LinkCommand, { type: 'consume' | 'voidAttempt' }>,
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
    return handled.ok ? ok({ position: handled.value.position }) : this.#refused(linkId, handled.error);
  }

  /**
   * Stores the expiry before the caller learns of it (I4): a link whose type is archived is refused once its time has come.
   * No other refusal says whether it has.
   */
  async #refusedIfOver(
    linkId: string,
    refusal: LinkRefusal | ConflictRefusal,
    context: CommandContext,
  ): Promise<CommandReply<LinkRefusal, never>> {
    if (refusal.kind === 'meetingTypeArchived') {
      // The refused command may come again once new links can be made: the ids of its events are not used up.
      const expired = await this.expire(linkId, {
        ...context,
        commandId: this.deps.ids.derive(`${context.commandId}/expire`),
      });
      if (!expired.ok) return expired;
    }
    return this.#refused(linkId, refusal);
  }

  /** The views may lag behind the stream that refused, so the refusal says which position shows its reason (I9). */
  async #refused(linkId: string, refusal: LinkRefusal | ConflictRefusal): Promise<CommandReply<LinkRefusal, never>> {
    if (refusal.kind !== 'linkEnded') return fail(refusal);
    const { position } = await this.#links.peek(linkId);
    return fail({ ...refusal, position });
  }

  #now(): string {
    return instantOf(this.deps.clock.now());
  }
}

const asVerdictRefusal = (refusal: LinkRefusal | ConflictRefusal): VerdictRefusal | ConflictRefusal => {
  if (refusal.kind === 'linkUnknown' || refusal.kind === 'conflict') return refusal;
  throw new Error(`a link does not refuse to judge an attempt: ${refusal.kind}`);
};
