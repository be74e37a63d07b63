import { type CloudEvent, eventPattern, fromCloudEvent } from '@bookonce/contracts/cloud-event';
import {
  consumeLink,
  issueLink,
  issueLinks,
  type LinkRefusal,
  type LinkTerms,
  type OneLink,
  regenerateLink,
  remindOfLink,
  revokeLink,
  type SeveralLinks,
  type Verdict,
  type VerdictRefusal,
  voidAttempt,
} from '@bookonce/contracts/commands/link';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { type Recorded, recorded, versionOf } from '@bookonce/contracts/event-catalogue';
import type { IssuedLink, LinkEvent } from '@bookonce/contracts/events/link';
import type { CommandReply, ConflictRefusal, FieldError, InvalidRefusal } from '@bookonce/contracts/replies';
import { type CurrentMeetingType, meetingTypeStream } from '@bookonce/contracts/streams/meeting-type';
import { CommandHandler } from '@bookonce/kernel/command-handler';
import { instantOf, withoutUndefined } from '@bookonce/kernel/json';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore, Position } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Timer } from '@bookonce/kernel/ports/timers';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { StreamReader, StreamWorkspaces } from '@bookonce/kernel/stream-reader';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import type { TokenVault } from '@bookonce/secrets/token-vault';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { link, type LinkCommand, type LinkState, verdictOn } from '../domain/link.js';
import { type LinkIdentity, newLink } from '../domain/new-link.js';

/** The installation's secrets as far as links need them. */
export interface LinkSecrets {
  readonly vault: Pick<TokenVault, 'linkTokenFor' | 'linkIdOf' | 'seal'>;
  /** Characters of a new link's token: 8 or more. */
  readonly tokenLength: number;
}

export interface LinkServiceDeps {
  readonly store: EventStore;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly secrets: LinkSecrets;
}

/** A link waits for its recipient: many are warm at a time, and each is small. */
const WARM_LINKS = 50_000;

/** Answers the commands of contracts/commands/link. */
export class LinkService {
  readonly #links: CommandHandler<LinkCommand, LinkState, LinkEvent, LinkRefusal>;
  readonly #meetingTypes: StreamReader<CurrentMeetingType | null>;
  readonly #workspaces: StreamWorkspaces;

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
    this.#meetingTypes = new StreamReader(store, meetingTypeStream);
    this.#workspaces = new StreamWorkspaces(store, 'link', WARM_LINKS);
  }

  async issue({
    payload: { meetingTypeId, ...terms },
    context,
  }: CommandMessage<PayloadOf<typeof issueLink>>): Promise<CommandReply<InvalidRefusal, OneLink>> {
    const type = await this.#meetingTypeOf(meetingTypeId, context);
    const planned = type === null ? fail(notAMeetingType) : await this.#plan(type, terms, context.commandId);
    return planned.ok ? this.#issue(planned.value, context) : fail({ kind: 'invalid', errors: planned.error });
  }

  /** Checks all links before it issues the first. If the process stops in between, the repeated command issues the rest. */
  async issueSeveral({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof issueLinks>>): Promise<CommandReply<InvalidRefusal, SeveralLinks>> {
    const type = await this.#meetingTypeOf(payload.meetingTypeId, context);
    if (type === null) return fail({ kind: 'invalid', errors: notAMeetingType });
    const plans = await Promise.all(
      payload.links.map(async (terms, index) => {
        const commandId = this.deps.ids.derive(`${context.commandId}/${index}`);
        return { commandId, planned: await this.#plan(type, terms, commandId) };
      }),
    );
    const errors = plans.flatMap(({ planned }, index) =>
      planned.ok ? [] : planned.error.map(({ path, message }) => ({ path: `links.${index}.${path}`, message })),
    );
    if (errors.length > 0) return fail({ kind: 'invalid', errors });
    const replies = await Promise.all(
      plans.flatMap(({ commandId, planned }) =>
        planned.ok ? [this.#issue(planned.value, { ...context, commandId, causationId: commandId })] : [],
      ),
    );
    const linkIds: string[] = [];
    let position: Position | null = null;
    for (const reply of replies) {
      if (!reply.ok) return reply;
      linkIds.push(reply.value.linkId);
      if (reply.value.position !== null && (position === null || position < reply.value.position)) {
        ({ position } = reply.value);
      }
    }
    return ok({ linkIds, position });
  }

  async revoke({ payload, context }: CommandMessage<PayloadOf<typeof revokeLink>>): Promise<CommandReply<LinkRefusal>> {
    const { linkId, reason } = payload;
    if (!(await this.#isOfWorkspace(linkId, context))) return fail({ kind: 'linkUnknown' });
    return this.#run(linkId, { type: 'revoke', ...withoutUndefined({ reason }) }, context);
  }

  /** Ends the old link first. That event holds everything needed to issue the new one. */
  async regenerate({
    payload: { linkId },
    context,
  }: CommandMessage<PayloadOf<typeof regenerateLink>>): Promise<CommandReply<LinkRefusal, OneLink>> {
    if (!(await this.#isOfWorkspace(linkId, context))) return fail({ kind: 'linkUnknown' });
    const now = this.#now();
    const identity = this.#identityFrom(context.commandId);
    const handled = await this.#links.handle(linkId, { type: 'replace', identity, now }, context, now);
    if (!handled.ok) return this.#refused(linkId, handled.error);
    const { replacement } = handled.value.state;
    if (replacement === null) throw new Error(`link ${linkId} was replaced by no link`);
    return this.#issue(replacement, context);
  }

  /** Completes a regeneration, also one that stopped half way; a no-op if it is complete. */
  issueReplacement(replacement: IssuedLink, context: CommandContext): Promise<CommandReply<never, OneLink>> {
    return this.#issue(replacement, context);
  }

  /** This link's stream alone decides which link is mailed; a replacement is issued after that. */
  async remind({
    payload: { linkId, message },
    context,
  }: CommandMessage<PayloadOf<typeof remindOfLink>>): Promise<CommandReply<LinkRefusal, OneLink>> {
    if (!(await this.#isOfWorkspace(linkId, context))) return fail({ kind: 'linkUnknown' });
    const now = this.#now();
    const identity = this.#identityFrom(context.commandId);
    const reminder = { reminderId: context.commandId, identity, now, ...withoutUndefined({ message }) };
    const handled = await this.#links.handle(linkId, { type: 'remind', ...reminder }, context, now);
    if (!handled.ok) return this.#refused(linkId, handled.error);
    const { state, position } = handled.value;
    if (state.replacement?.linkId !== identity.linkId) return ok({ linkId, position });
    return this.#issue(state.replacement, context);
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

  /** The meeting type as it is stored now, not as a view last saw it; null if it is not one of this workspace (I19). */
  async #meetingTypeOf(id: string, { workspaceId }: CommandContext): Promise<CurrentMeetingType | null> {
    const type = await this.#meetingTypes.read(id);
    return type?.workspaceId === workspaceId ? type : null;
  }

  async #isOfWorkspace(linkId: string, { workspaceId }: CommandContext): Promise<boolean> {
    return (await this.#workspaces.workspaceOf(linkId)) === workspaceId;
  }

  /** The token derives from the command, and only its sealed form leaves this method. */
  #identityFrom(commandId: string): LinkIdentity {
    const { vault, tokenLength } = this.deps.secrets;
    const token = vault.linkTokenFor(commandId, tokenLength);
    const linkId = vault.linkIdOf(token);
    return { linkId, sealedToken: vault.seal(linkId, token) };
  }

  async #plan(
    type: CurrentMeetingType,
    terms: LinkTerms,
    commandId: string,
  ): Promise<Result<IssuedLink, readonly FieldError[]>> {
    const identity = this.#identityFrom(commandId);
    const planned = newLink(type, terms, identity, this.#now());
    if (planned.ok) return planned;
    // Changes since the command took effect must not make its repeat a refusal (I8).
    const { issued } = (await this.#links.load(identity.linkId)).state;
    return issued === null ? planned : ok(issued);
  }

  async #issue(issued: IssuedLink, context: CommandContext): Promise<CommandReply<never, OneLink>> {
    const { linkId } = issued;
    const command: LinkCommand = { type: 'issue', link: issued };
    const reply = await this.#run(linkId, command, { ...context, correlationId: linkId });
    if (reply.ok) return ok({ linkId, position: reply.value.position });
    if (reply.error.kind === 'conflict') return fail(reply.error);
    throw new Error(`link ${linkId} cannot be issued: ${reply.error.kind}`);
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
    return handled.ok ? ok({ position: handled.value.position }) : this.#refused(linkId, handled.error);
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

/** A meeting type of another workspace is no different from one that does not exist (I19). */
const notAMeetingType: readonly FieldError[] = [
  { path: 'meetingTypeId', message: 'is not a meeting type of this workspace' },
];

const asVerdictRefusal = (refusal: LinkRefusal | ConflictRefusal): VerdictRefusal | ConflictRefusal => {
  if (refusal.kind === 'linkUnknown' || refusal.kind === 'conflict') return refusal;
  throw new Error(`a link does not refuse to judge an attempt: ${refusal.kind}`);
};

/** Finishes a regeneration that stopped after the old link's event, from the data of that event. */
export const completeRegeneration = async (links: LinkService, event: Recorded): Promise<void> => {
  if (event.type !== 'LinkRevoked' && event.type !== 'LinkReissued') return;
  const { replacement } = event.data;
  if (replacement === undefined) return;
  const { workspaceId, correlationId, causationId, by } = event.meta;
  // The command that replaced the old link is the one that issues the new one, so its event ids repeat.
  const context = { commandId: causationId, correlationId, causationId: event.id, workspaceId, by };
  const issued = await links.issueReplacement(replacement, context);
  if (!issued.ok) throw new Error(`replacement ${replacement.linkId} not issued: ${issued.error.kind}`);
};

/** Stores the expiry of a link. A no-op if the timer fires early or twice (I20). */
export const expireLink = async (links: LinkService, ids: Pick<Ids, 'derive'>, timer: Timer): Promise<void> => {
  const { subject: linkId, workspaceId } = timer;
  const commandId = ids.derive(`${timer.id}/${timer.dueAt}`);
  const context = { commandId, correlationId: linkId, causationId: commandId, workspaceId, by: 'system' };
  const expired = await links.expire(linkId, context);
  if (!expired.ok) throw new Error(`link ${linkId} not expired: ${expired.error.kind}`);
};

const completion: SubscriberOptions = { subscriber: 'link-regeneration', orderBy: 'stream' };

@Controller()
export class LinkController {
  constructor(@Inject(LinkService) private readonly links: LinkService) {}

  @MessagePattern(issueLink.pattern)
  issue(@Payload() message: CommandMessage<PayloadOf<typeof issueLink>>): Promise<ReplyOf<typeof issueLink>> {
    return this.links.issue(message);
  }

  @MessagePattern(issueLinks.pattern)
  issueSeveral(@Payload() message: CommandMessage<PayloadOf<typeof issueLinks>>): Promise<ReplyOf<typeof issueLinks>> {
    return this.links.issueSeveral(message);
  }

  @MessagePattern(regenerateLink.pattern)
  regenerate(
    @Payload() message: CommandMessage<PayloadOf<typeof regenerateLink>>,
  ): Promise<ReplyOf<typeof regenerateLink>> {
    return this.links.regenerate(message);
  }

  @MessagePattern(revokeLink.pattern)
  revoke(@Payload() message: CommandMessage<PayloadOf<typeof revokeLink>>): Promise<ReplyOf<typeof revokeLink>> {
    return this.links.revoke(message);
  }

  @MessagePattern(remindOfLink.pattern)
  remind(@Payload() message: CommandMessage<PayloadOf<typeof remindOfLink>>): Promise<ReplyOf<typeof remindOfLink>> {
    return this.links.remind(message);
  }

  @MessagePattern(consumeLink.pattern)
  consume(@Payload() message: CommandMessage<PayloadOf<typeof consumeLink>>): Promise<ReplyOf<typeof consumeLink>> {
    return this.links.consume(message);
  }

  @MessagePattern(voidAttempt.pattern)
  voidAttempt(@Payload() message: CommandMessage<PayloadOf<typeof voidAttempt>>): Promise<ReplyOf<typeof voidAttempt>> {
    return this.links.voidAttempt(message);
  }

  @EventPattern(['LinkRevoked', 'LinkReissued'].map(eventPattern), completion)
  onReplaced(@Payload() event: CloudEvent): Promise<void> {
    return completeRegeneration(this.links, recorded(fromCloudEvent(event)));
  }
}
