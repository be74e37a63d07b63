import { bookingProjection } from '@bookonce/booking/views/booking-projector';
import type { BookingDocument } from '@bookonce/booking/views/booking-document';
import { readBookingStream } from '@bookonce/contracts/commands/booking';
import { readLinkStream, type LinkEnd } from '@bookonce/contracts/commands/link';
import { sendCommand } from '@bookonce/contracts/send-command';
import type { StreamReply } from '@bookonce/contracts/stream-reply';
import { upcast } from '@bookonce/contracts/upcast';
import { atMost } from '@bookonce/kernel/at-most';
import { LruCache } from '@bookonce/kernel/lru-cache';
import type { Bus, CommandContext } from '@bookonce/kernel/ports/bus';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { isPossibleId } from '@bookonce/kernel/stream-reader';
import { links, type LinkDocument } from '@bookonce/link/views/link-document';
import { linkProjection } from '@bookonce/link/views/link-projector';
import { notVisibleYet, type Answer } from '../http/answer.js';
import type { Views } from '../http/views.js';

export interface CurrentDocumentsDeps {
  readonly readModels: Pick<ReadModels, 'get'>;
  readonly views: Pick<Views, 'areLate' | 'timesFilledAnew'>;
  readonly bus: Pick<Bus, 'request'>;
  readonly ids: Pick<Ids, 'uuid'>;
  readonly scheduler: Pick<Scheduler, 'deadline'>;
}

const REMEMBERED_ENDS = 10_000;
/** How long a reader waits for the owner's reply. */
const PATIENCE_MS = 1_000;

/**
 * Links and bookings that are never older than an acknowledged write (I9). They come from the views; if a view is late,
 * the service that owns the stream is asked. Where it does not reply in time, the refusal says so.
 */
export class CurrentDocuments {
  /** Ends that this gateway has answered with. They are final (I4), so they are known without asking. */
  readonly #ends = new LruCache<LinkEnd>(REMEMBERED_ENDS);
  #endsSince = 0;

  constructor(private readonly deps: CurrentDocumentsDeps) {}

  /** Remembers an end that a caller is answered with. */
  noteEnd(linkId: string, end: LinkEnd): void {
    this.#ends.set(linkId, end);
  }

  /**
   * The link as a recipient sees it. Before a link that the view does not show is looked for at its owner, `refusal` says
   * whether this caller may cause that; null: yes.
   */
  async link(id: string, refusal: () => Promise<Answer | null>): Promise<Result<LinkDocument | null, Answer>> {
    const { readModels, views } = this.deps;
    const [viewed, isLate] = await Promise.all([readModels.get(links, id), views.areLate(['link'])]);
    const end = this.#endOf(id);
    if (viewed?.status === 'active' && end !== undefined) return ok({ ...viewed, status: end });
    if (!isLate || (viewed !== null && viewed.status !== 'active')) return ok(viewed);
    const refused = viewed === null ? await refusal() : null;
    return refused === null ? this.#askForLink(id) : fail(refused);
  }

  /** The link as its workspace sees it; null for a link of another one (I19). */
  async linkOf(id: string, workspaceId: string): Promise<Result<LinkDocument | null, Answer>> {
    const { readModels, views } = this.deps;
    if (!isPossibleId(id)) return ok(null);
    const [viewed, isLate] = await Promise.all([readModels.get(links, id), views.areLate(['link'])]);
    const found = isLate ? await this.#askForLink(id) : ok(viewed);
    return found.ok ? ok(ownedBy(workspaceId, found.value)) : found;
  }

  /**
   * The booking that is being looked up in the view. `id`: if the caller knows it; a stream is not found by the token of
   * its booking.
   */
  async booking(
    reading: Promise<BookingDocument | null>,
    id: string | null,
  ): Promise<Result<BookingDocument | null, Answer>> {
    const [viewed, isLate] = await Promise.all([reading, this.deps.views.areLate(['booking'])]);
    if (!isLate) return ok(viewed);
    const bookingId = viewed?.id ?? id;
    if (bookingId === null) return fail(notVisibleYet());
    return this.#ask(bookingProjection, bookingId, (context) =>
      sendCommand(this.deps.bus, readBookingStream, { bookingId }, context),
    );
  }

  /** A view that was filled anew shows every end that history still holds. */
  #endOf(linkId: string): LinkEnd | undefined {
    const { timesFilledAnew } = this.deps.views;
    if (timesFilledAnew !== this.#endsSince) this.#ends.clear();
    this.#endsSince = timesFilledAnew;
    return this.#ends.get(linkId);
  }

  #askForLink(linkId: string): Promise<Result<LinkDocument | null, Answer>> {
    return this.#ask(linkProjection, linkId, (context) =>
      sendCommand(this.deps.bus, readLinkStream, { linkId }, context),
    );
  }

  async #ask<Doc extends object>(
    { evolve }: DocumentProjection<Doc>,
    id: string,
    send: (context: CommandContext) => Promise<StreamReply>,
  ): Promise<Result<Doc | null, Answer>> {
    const commandId = this.deps.ids.uuid();
    const context = { commandId, correlationId: id, causationId: commandId, workspaceId: '', by: 'reader' };
    const replied: StreamReply[] = [];
    const asking = send(context).then((reply) => replied.push(reply));
    await atMost(this.deps.scheduler, PATIENCE_MS, asking);
    const [reply] = replied;
    if (reply?.ok !== true) return fail(notVisibleYet());
    return ok(
      reply.value.events.map((event) => upcast(event)).reduce<Doc | null>((doc, event) => evolve(doc, event, id), null),
    );
  }
}

const ownedBy = <Doc extends { readonly workspaceId: string }>(
  workspaceId: string,
  document: Doc | null,
): Doc | null => (document?.workspaceId === workspaceId ? document : null);
