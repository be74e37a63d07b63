import { meetingTypes, type MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import { bookings, type BookingDocument } from '@bookonce/booking/views/booking-document';
import type { LinkEnd } from '@bookonce/contracts/commands/link';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import type { ProblemSlug } from '../api/problem-catalogue.js';
import type { GatewayOptions } from '../gateway-options.js';
import { notFound, problem, unavailable, type Answer } from '../http/answer.js';
import type { Limits } from '../http/limits.js';
import type { CurrentDocuments } from './current-documents.js';

/** Base62; the shortest token has 8 characters. */
const TOKEN = /^[A-Za-z0-9]{8,128}$/;

export const isToken = (text: string): boolean => TOKEN.test(text);

export interface OpenLink {
  readonly link: LinkDocument;
  readonly type: MeetingTypeDocument;
}

export interface LookupDeps {
  readonly readModels: ReadModels;
  readonly limits: Limits;
  readonly current: CurrentDocuments;
  readonly vault: Pick<
    GatewayOptions['vault'],
    'linkIdOf' | 'manageTokenHashOf' | 'optInTokenHashOf' | 'approvalTokenHashOf'
  >;
}

/**
 * Finds links and bookings by the tokens of anonymous callers. A client that guesses too often is refused everything but
 * dead links, so that it cannot tell a token that exists from others. Reading changes nothing (I10).
 */
export class TokenLookups {
  constructor(private readonly deps: LookupDeps) {}

  /** The link of a token. A dead link is found whatever the limits say. */
  async link(token: string, client: string | null): Promise<Result<LinkDocument, Answer>> {
    const { current, vault, limits } = this.deps;
    const refusal = (): Promise<Answer | null> => limits.look(['client-unknown-tokens', client]);
    const read = isToken(token) ? await current.link(vault.linkIdOf(token), refusal) : ok(null);
    if (!read.ok) return read;
    const link = read.value;
    if (link !== null && link.status !== 'active') return ok(link);
    return this.found(link, client, () => problem('link-unknown'));
  }

  /** The active link of a token with its meeting type, or the refusal. */
  async openLink(token: string, client: string | null): Promise<Result<OpenLink, Answer>> {
    const found = await this.link(token, client);
    if (!found.ok) return found;
    const link = found.value;
    if (link.status !== 'active') return fail(linkGone(link.status));
    const type = await this.deps.readModels.get(meetingTypes, link.meetingTypeId);
    return type === null ? fail(unavailable()) : ok({ link, type });
  }

  /** The booking of a manage token. */
  managed(token: string, client: string | null): Promise<Result<BookingDocument, Answer>> {
    return this.#bookingBy(token, client, () => ({ manageTokenHash: this.deps.vault.manageTokenHashOf(token) }));
  }

  /** The booking that the reader of an opt-in mail confirms. */
  toConfirm(token: string, client: string | null): Promise<Result<BookingDocument, Answer>> {
    return this.#bookingBy(token, client, () => ({ optInTokenHash: this.deps.vault.optInTokenHashOf(token) }));
  }

  /** The booking that a mail asks its host to approve. */
  toApprove(token: string, client: string | null): Promise<Result<BookingDocument, Answer>> {
    return this.#bookingBy(token, client, () => ({ approvalTokenHash: this.deps.vault.approvalTokenHashOf(token) }));
  }

  /** Counts what was not found, and refuses a client that has found nothing too often. */
  async found<Found>(
    document: Found | null,
    client: string | null,
    unknown: () => Answer,
  ): Promise<Result<Found, Answer>> {
    const { limits } = this.deps;
    const counted = ['client-unknown-tokens', client] as const;
    const refused = await (document === null ? limits.take(counted) : limits.look(counted));
    if (refused !== null) return fail(refused);
    return document === null ? fail(unknown()) : ok(document);
  }

  async #bookingBy(
    token: string,
    client: string | null,
    where: () => { readonly [index: string]: string },
  ): Promise<Result<BookingDocument, Answer>> {
    const { readModels, current } = this.deps;
    const look = async (): Promise<BookingDocument | null> =>
      (await readModels.list(bookings, { where: where(), limit: 1 })).items[0] ?? null;
    const read = isToken(token) ? await current.booking(look(), null) : ok(null);
    return read.ok ? this.found(read.value, client, notFound) : read;
  }
}

const slugs: Readonly<Record<LinkEnd, ProblemSlug>> = {
  consumed: 'link-consumed',
  expired: 'link-expired',
  replaced: 'link-replaced',
  revoked: 'link-revoked',
};

/** 410, to a caller who has the link. */
export const linkGone = (end: LinkEnd): Answer => problem(slugs[end]);

/** 409, to a host who wants to change a link that has ended. */
export const linkEnded = (end: LinkEnd): Answer =>
  problem(slugs[end], `The link is ${end}, so this is no longer possible. Create a new link if you need one.`, {
    status: 409,
  });
