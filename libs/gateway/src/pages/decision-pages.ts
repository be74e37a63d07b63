import { endOfAttempt, shownStatusOf } from '@bookonce/contracts/streams/booking';
import type { BookingDocument } from '@bookonce/booking/views/booking-document';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import { instantOf } from '@bookonce/kernel/json';
import { unreachable } from '@bookonce/kernel/result';
import { links } from '@bookonce/link/views/link-document';
import { approvalState } from '../handlers/approval-handlers.js';
import { approvalForm, optInForm, partsOf } from '../handlers/booking-form.js';
import type { Answer } from '../http/answer.js';
import { type Brand, brandOf } from './brand.js';
import { html, type Html } from './html.js';
import { messagesIn, type Language } from './language.js';
import { page, sheet } from './layout.js';
import { previewTags } from './link-preview.js';
import { meetingShell, withNames, type PageCaller, type PageReaders } from './meeting-pages.js';
import type { EndWords, PageMessages } from './messages/en.js';
import { nothingToConfirmPage, nothingToDecidePage, refusedPage } from './plain-pages.js';

/** The page behind the link of an opt-in mail. Opening it confirms nothing (I10), not even with all scripts run. */
export const optInPage = async (
  readers: PageReaders,
  optInToken: string,
  { language, client }: PageCaller,
): Promise<Answer> => {
  const { readModels, lookups, clock, options } = readers;
  const found = await lookups.toConfirm(optInToken, client);
  if (!found.ok) return refusedPage(found.error, language, () => nothingToConfirmPage(language));
  const booking = found.value;
  const reason = endOfAttempt(booking);
  if (reason !== null) return attemptEndedPage(readers, booking, reason, language);
  const optIn = optInForm(await partsOf(readModels, booking));
  const { meetingType, hosts } = optIn;
  const messages = messagesIn(language);
  return meetingShell({
    language,
    brand: await brandOf(readModels, booking.workspaceId),
    preview: previewTags({ title: messages.confirmBooking }, options.baseUrl),
    eyebrow: withNames(messages.confirmBooking, hosts, language),
    title: meetingType?.name ?? messages.meeting,
    tabTitle: messages.confirmBooking,
    durationMinutes: meetingType?.durationMinutes ?? null,
    location: meetingType?.location,
    description: undefined,
    content: 'booking',
    entry: 'mailed',
    data: { kind: 'optIn', optInToken, optIn, now: instantOf(clock.now()) },
  });
};

/** Says what happened to an attempt that can no longer be confirmed, and what to do. Works without scripts. */
const attemptEndedPage = async (
  { readModels, options }: PageReaders,
  { request, workspaceId }: BookingDocument,
  reason: VoidReason,
  language: Language,
): Promise<Answer> => {
  const messages = messagesIn(language);
  const words = messages.attemptEnds[endShown(reason)];
  // The attendee may have cancelled it because the address was wrong, so that this reader is a stranger.
  const link = endShown(reason) === 'expired' ? await readModels.get(links, request.linkId) : null;
  const token = link?.status === 'active' ? options.vault.openOrNull(link.id, link.sealedToken) : null;
  return endedPage(
    words,
    language,
    await brandOf(readModels, workspaceId),
    token === null ? null : { href: `/1t/${token}`, words: messages.chooseAnotherTime },
  );
};

const endShown = (reason: VoidReason): keyof PageMessages['attemptEnds'] => {
  switch (reason) {
    case 'cancelled':
      return 'cancelled';
    case 'linkConsumed':
      return 'linkConsumed';
    case 'linkExpired':
    case 'linkReplaced':
    case 'linkRevoked':
    case 'linkUnknown':
      return 'linkEnded';
    case 'optInExpired':
    case 'overdue':
    case 'slotTaken':
    case 'slotNotOffered':
    case 'tooManyPending':
    case 'tooManyAttempts':
      return 'expired';
    default:
      return unreachable(reason);
  }
};

/** The page behind the buttons of a mail that asks a host for approval. Opening it decides nothing (I10). */
export const approvalPage = async (
  { readModels, lookups, clock, options }: PageReaders,
  approvalToken: string,
  decision: 'approve' | 'decline' | null,
  { language, client }: PageCaller,
): Promise<Answer> => {
  const found = await lookups.toApprove(approvalToken, client);
  if (!found.ok) return refusedPage(found.error, language, () => nothingToDecidePage(language));
  const messages = messagesIn(language);
  const parts = await partsOf(readModels, found.value);
  const state = approvalState(parts, approvalToken, options);
  if (state !== 'open') {
    const status = shownStatusOf(found.value);
    const isDecision = status === 'confirmed' || status === 'declined' || status === 'cancelled';
    const ended = state === 'decided' ? (isDecision ? status : 'moved') : state;
    return endedPage(messages.decisions[ended], language, null, { href: '/console', words: messages.toConsole });
  }
  const booking = approvalForm(parts);
  return meetingShell({
    language,
    brand: await brandOf(readModels, found.value.workspaceId),
    preview: previewTags({ title: messages.decideBooking }, options.baseUrl),
    eyebrow: messages.decideBooking,
    title: booking.meetingType?.name ?? messages.meeting,
    tabTitle: messages.decideBooking,
    durationMinutes: booking.meetingType?.durationMinutes ?? null,
    location: booking.meetingType?.location,
    description: undefined,
    content: 'booking',
    entry: 'mailed',
    data: { kind: 'approval', approvalToken, decision, booking, now: instantOf(clock.now()) },
  });
};

const endedPage = (
  { title, text }: EndWords,
  language: Language,
  brand: Brand | null,
  next: { readonly href: string; readonly words: string } | null,
): Answer => {
  const body: Html = html`<h1>${title}</h1>
    ${text.map((paragraph) => html`<p>${paragraph}</p>`)}
    ${next === null ? null : html`<p><a href="${next.href}">${next.words}</a></p>`}`;
  return page(410, { language, title, body: sheet(body), brand });
};
