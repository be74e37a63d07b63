import { meetingTypes, type MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import { bookings, type BookingDocument } from '@bookonce/booking/views/booking-document';
import type { LinkEnd } from '@bookonce/contracts/commands/link';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { links, type LinkDocument } from '@bookonce/link/views/link-document';
import type { ProblemSlug } from '../api/problem-catalogue.js';
import type { GatewayOptions } from '../gateway-options.js';
import { problem, unavailable, type Answer } from '../http/answer.js';

/** Base62; the shortest token has 8 characters. */
const TOKEN = /^[A-Za-z0-9]{8,128}$/;

export const isToken = (text: string): boolean => TOKEN.test(text);

/** The link of a token; null if there is none. */
export const linkOfToken = async (
  readModels: ReadModels,
  vault: Pick<GatewayOptions['vault'], 'linkIdOf'>,
  token: string,
): Promise<LinkDocument | null> => (isToken(token) ? readModels.get(links, vault.linkIdOf(token)) : null);

interface TokenDeps {
  readonly readModels: ReadModels;
  readonly options: Pick<GatewayOptions, 'vault'>;
}

export interface OpenLink {
  readonly link: LinkDocument;
  readonly type: MeetingTypeDocument;
}

/** The active link of a token with its meeting type, or the refusal. Reading changes nothing (I10). */
export const openLink = async (
  { readModels, options }: TokenDeps,
  token: string,
): Promise<Result<OpenLink, Answer>> => {
  const link = await linkOfToken(readModels, options.vault, token);
  if (link === null) return fail(problem('link-unknown'));
  if (link.status !== 'active') return fail(linkGone(link.status));
  const type = await readModels.get(meetingTypes, link.meetingTypeId);
  return type === null ? fail(unavailable()) : ok({ link, type });
};

/** The booking of a manage token; null if there is none. */
export const managedBooking = ({ readModels, options }: TokenDeps, token: string): Promise<BookingDocument | null> =>
  bookingBy(readModels, token, (known) => ({ manageTokenHash: options.vault.manageTokenHashOf(known) }));

/** The booking that the reader of an opt-in mail confirms; null if there is none. */
export const bookingToConfirm = ({ readModels, options }: TokenDeps, token: string): Promise<BookingDocument | null> =>
  bookingBy(readModels, token, (known) => ({ optInTokenHash: options.vault.optInTokenHashOf(known) }));

/** The booking that a mail asks its host to approve; null if there is none. */
export const bookingToApprove = ({ readModels, options }: TokenDeps, token: string): Promise<BookingDocument | null> =>
  bookingBy(readModels, token, (known) => ({ approvalTokenHash: options.vault.approvalTokenHashOf(known) }));

const bookingBy = async (
  readModels: ReadModels,
  token: string,
  where: (token: string) => { readonly [index: string]: string },
): Promise<BookingDocument | null> => {
  if (!isToken(token)) return null;
  const page = await readModels.list(bookings, { where: where(token), limit: 1 });
  return page.items[0] ?? null;
};

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
  problem(slugs[end], `The link is ${end} and cannot be changed.`, { status: 409 });
