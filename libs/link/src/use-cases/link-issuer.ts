import type {
  issueLink,
  issueLinks,
  LinkRefusal,
  LinkTerms,
  NewLinkRefusal,
  OneLink,
  SeveralLinks,
} from '@bookonce/contracts/commands/link';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { IssuedLink, LinkEvent } from '@bookonce/contracts/events/link';
import type { CommandReply, FieldError, InvalidRefusal } from '@bookonce/contracts/replies';
import { isMadeByOwner } from '@bookonce/contracts/streams/link-makers';
import { type CurrentMeetingType, meetingTypeStream } from '@bookonce/contracts/streams/meeting-type';
import { refusalOfNewLink } from '@bookonce/contracts/streams/new-links';
import { type WorkspaceMembers, workspaceMembersStream } from '@bookonce/contracts/streams/workspace-members';
import type { CommandHandler } from '@bookonce/kernel/command-handler';
import { type Instant, instantOf } from '@bookonce/kernel/json';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import { type EventStore, type Position, streamName } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import { foldStream } from '@bookonce/kernel/read-whole-stream';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { StreamReader } from '@bookonce/kernel/stream-reader';
import type { TokenVault } from '@bookonce/secrets/token-vault';
import type { LinkCommand } from '../domain/link.js';
import type { LinkState } from '../domain/link-state.js';
import { acceptedLink, type LinkIdentity, newLink, type NewLinkContext } from '../domain/new-link.js';

/** The installation's secrets as far as links need them. */
export interface LinkSecrets {
  readonly vault: Pick<TokenVault, 'linkTokenFor' | 'linkIdOf' | 'seal' | 'openOrNull'>;
  /** Characters of a new link's token: 8 or more. */
  readonly tokenLength: number;
}

export interface LinkServiceDeps {
  readonly store: EventStore;
  readonly snapshots: Snapshots;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly secrets: LinkSecrets;
}

/** A link to issue, and the command that issues it alone. */
interface LinkOrder {
  readonly commandId: string;
  readonly terms: LinkTerms;
  readonly identity: LinkIdentity;
}

/** A link whose terms are accepted, and the command that issues it. */
interface PlannedLink {
  readonly commandId: string;
  readonly link: IssuedLink;
}

/** Tokens from this length on, of 131 bits, never collide. */
const UNIQUE_TOKEN_LENGTH = 22;

/** Makes new links. Whatever issues a link derives its id from a command, so a repeated command finds its link. */
export class LinkIssuer {
  readonly #meetingTypes: StreamReader<CurrentMeetingType | null>;
  readonly #members: StreamReader<WorkspaceMembers>;

  constructor(
    private readonly deps: LinkServiceDeps,
    private readonly links: CommandHandler<LinkCommand, LinkState, LinkEvent, LinkRefusal>,
  ) {
    this.#meetingTypes = new StreamReader(deps.store, meetingTypeStream);
    this.#members = new StreamReader(deps.store, workspaceMembersStream);
  }

  /**
   * The token derives from the command, and only its sealed form leaves this method. A short token may be that of another
   * command's link: then the next one is derived.
   */
  async identityFrom(commandId: string): Promise<LinkIdentity> {
    const { vault, tokenLength } = this.deps.secrets;
    for (let tokensTaken = 0; ; tokensTaken += 1) {
      const name = tokensTaken === 0 ? commandId : `${commandId}/${tokensTaken}`;
      const token = vault.linkTokenFor(name, tokenLength);
      const linkId = vault.linkIdOf(token);
      const isFree = tokenLength >= UNIQUE_TOKEN_LENGTH || !(await this.#isOfAnotherCommand(linkId, commandId));
      if (isFree) return { linkId, sealedToken: vault.seal(linkId, token) };
    }
  }

  /** Issues a link whose terms are accepted; a no-op if that is done. */
  async issue(issued: IssuedLink, context: CommandContext): Promise<CommandReply<never, OneLink>> {
    const { linkId } = issued;
    const command: LinkCommand = { type: 'issue', link: issued };
    const handled = await this.links.handle(linkId, command, { ...context, correlationId: linkId }, this.#now());
    if (handled.ok) {
      // Two commands that collide at the same moment both found the token free. A retry derives another one.
      const isNoOp = handled.value.events.length === 0;
      if (isNoOp && (await this.#isOfAnotherCommand(linkId, context.commandId))) {
        throw new Error(`link ${linkId} was issued by another command meanwhile`);
      }
      return ok({ linkId, position: handled.value.position });
    }
    if (handled.error.kind === 'conflict') return fail(handled.error);
    throw new Error(`link ${linkId} cannot be issued: ${handled.error.kind}`);
  }

  async issueOne({
    payload: { meetingTypeId, plainHostId, ...terms },
    context,
  }: CommandMessage<PayloadOf<typeof issueLink>>): Promise<CommandReply<InvalidRefusal | NewLinkRefusal, OneLink>> {
    const type = await this.#meetingTypeOf(meetingTypeId, context);
    if (type === null) return fail({ kind: 'invalid', errors: notAMeetingType });
    const identity = await this.identityFrom(context.commandId);
    const planned = newLink(type, terms, identity, await this.#asking(context, plainHostId));
    if (planned.ok) return this.issue(planned.value, context);
    // Changes since the command took effect must not make its repeat a refusal (I8).
    const { issued } = (await this.links.load(identity.linkId)).state;
    return issued === null ? planned : this.issue(issued, context);
  }

  /**
   * Issues all links or none. The first link is stored before the others: it tells a repeat, after the process has
   * stopped half way, that the whole batch was accepted. The repeat then issues the rest as planned at first, even if
   * they could not be ordered like that any more (I8).
   */
  async issueSeveral({
    payload: { meetingTypeId, plainHostId, links },
    context,
  }: CommandMessage<PayloadOf<typeof issueLinks>>): Promise<
    CommandReply<InvalidRefusal | NewLinkRefusal, SeveralLinks>
  > {
    const type = await this.#meetingTypeOf(meetingTypeId, context);
    if (type === null) return fail({ kind: 'invalid', errors: notAMeetingType });
    const orders = await Promise.all(
      links.map(async (terms, index): Promise<LinkOrder> => {
        const commandId = this.deps.ids.derive(`${context.commandId}/${index}`);
        return { commandId, terms, identity: await this.identityFrom(commandId) };
      }),
    );
    const planned =
      (await this.#planAccepted(orders, meetingTypeId)) ??
      planNew(orders, type, await this.#asking(context, plainHostId));
    return planned.ok ? this.#issuePlanned(planned.value, context) : planned;
  }

  /** Plans a batch as it was planned when its first link was issued; null if none was. */
  async #planAccepted(
    orders: readonly LinkOrder[],
    meetingTypeId: string,
  ): Promise<Result<readonly PlannedLink[], never> | null> {
    const [first] = orders;
    if (first === undefined) return null;
    const [issued] = await this.deps.store.readStream(`link-${first.identity.linkId}`, { limit: 1 });
    if (issued === undefined) return null;
    const { issuedAt, createdBy } = issued.data as IssuedLink;
    const type = await this.#meetingTypeBefore(issued.position, meetingTypeId);
    return ok(
      orders.map(({ commandId, terms, identity }) => ({
        commandId,
        link: acceptedLink(type, terms, identity, { createdBy, now: issuedAt }),
      })),
    );
  }

  async #issuePlanned(
    planned: readonly PlannedLink[],
    context: CommandContext,
  ): Promise<CommandReply<never, SeveralLinks>> {
    const issueAll = (some: readonly PlannedLink[]): Promise<readonly CommandReply<never, OneLink>[]> =>
      Promise.all(
        some.map(({ commandId, link }) => this.issue(link, { ...context, commandId, causationId: commandId })),
      );
    const first = await issueAll(planned.slice(0, 1));
    const others = await issueAll(planned.slice(1));
    const linkIds: string[] = [];
    let position: Position | null = null;
    for (const reply of [...first, ...others]) {
      if (!reply.ok) return reply;
      linkIds.push(reply.value.linkId);
      if (reply.value.position !== null && (position === null || position < reply.value.position)) {
        ({ position } = reply.value);
      }
    }
    return ok({ linkIds, position });
  }

  /** Why no link can be made in place of this one, by its meeting type and its hosts as they are stored now; null if one can. */
  async refusalOfSuccessor(
    { meetingTypeId, hostId, overrides, createdBy }: IssuedLink,
    { workspaceId }: Pick<CommandContext, 'workspaceId'>,
    plainHostId?: string,
  ): Promise<NewLinkRefusal | null> {
    const type = await this.#meetingTypes.read(meetingTypeId);
    if (type === null) return null;
    const members = await this.#members.read(workspaceId);
    const isByOwner =
      plainHostId !== undefined && (await isMadeByOwner(this.deps.store, { createdBy }, { plainHostId, members }));
    return refusalOfNewLink(type, { hostId, overrides, isByOwner }, { plainHostId, members });
  }

  async #asking(
    { actorId: createdBy, workspaceId }: CommandContext,
    plainHostId: string | undefined,
  ): Promise<NewLinkContext> {
    return { createdBy, plainHostId, members: await this.#members.read(workspaceId), now: this.#now() };
  }

  async #isOfAnotherCommand(linkId: string, commandId: string): Promise<boolean> {
    const [issued] = await this.deps.store.readStream(`link-${linkId}`, { limit: 1 });
    return issued !== undefined && issued.meta.causationId !== commandId;
  }

  /** The meeting type as it is stored now, not as a view last saw it; null if it is not one of this workspace (I19). */
  async #meetingTypeOf(id: string, { workspaceId }: CommandContext): Promise<CurrentMeetingType | null> {
    const type = await this.#meetingTypes.read(id);
    return type?.workspaceId === workspaceId ? type : null;
  }

  async #meetingTypeBefore(position: Position, id: string): Promise<CurrentMeetingType> {
    const { category, initial, evolve } = meetingTypeStream;
    const type = await foldStream(this.deps.store, streamName(category, id), {
      initial,
      evolve: (known, event) => (event.position < position ? evolve(known, event) : known),
    });
    if (type === null) throw new Error(`a link was issued before its meeting type ${id}`);
    return type;
  }

  #now(): Instant {
    return instantOf(this.deps.clock.now());
  }
}

/** A meeting type of another workspace is no different from one that does not exist (I19). */
const notAMeetingType: readonly FieldError[] = [
  { path: 'meetingTypeId', message: 'is not a meeting type of this workspace' },
];

const planNew = (
  orders: readonly LinkOrder[],
  type: CurrentMeetingType,
  asking: NewLinkContext,
): Result<readonly PlannedLink[], InvalidRefusal | NewLinkRefusal> => {
  const planned: PlannedLink[] = [];
  const errors: FieldError[] = [];
  for (const [index, { commandId, terms, identity }] of orders.entries()) {
    const link = newLink(type, terms, identity, asking);
    if (link.ok) planned.push({ commandId, link: link.value });
    else if (link.error.kind !== 'invalid') return fail(link.error);
    else errors.push(...link.error.errors.map(({ path, message }) => ({ path: `links.${index}.${path}`, message })));
  }
  return errors.length > 0 ? fail({ kind: 'invalid', errors }) : ok(planned);
};
