import { isProblemSlug, problemKinds } from '../api/problem-catalogue.js';
import { type Answer, notFound } from '../http/answer.js';
import { html } from './html.js';
import { type Language, messagesIn } from './language.js';
import { appRoot, page, sheet } from './layout.js';

/** The page at the bare address: what this is and where to go. */
export const homePage = (baseUrl: string): Answer => {
  const body = html`<h1>Bookonce</h1>
    <p>Links that can be used to book exactly one meeting.</p>
    <h2>You would like to book</h2>
    <p>
      Open the link in the message that you received. Its address begins with <code>${baseUrl}/1t/</code>, and it shows
      the free times. If it has been used or has expired, ask the person who sent it for a new one.
    </p>
    <h2>You have booked</h2>
    <p>Your confirmation e-mail has a link to your booking.</p>
    <h2>You send links</h2>
    <p>Sign in to the <a href="/console">console</a> to manage meeting types, links and bookings.</p>
    <p>
      <code>POST ${baseUrl}/v1/links</code> creates a link, with an API key of your workspace. The API is described in
      <a href="/openapi.json">openapi.json</a>.
    </p>`;
  return page(200, { language: 'en', title: 'Bookonce', body: sheet(body) });
};

/** The host's console. Its script renders everything, and uses the API with the owner's session. */
export const consolePage = (language: Language, now: string): Answer =>
  page(200, { language, title: 'Bookonce', body: appRoot(language), entry: 'console', data: { now } });

/** The page that the `type` of a problem links to. */
export const problemPage = (slug: string): Answer => {
  if (!isProblemSlug(slug)) return notFound();
  const { title, status, meaning } = problemKinds[slug];
  const body = html`<h1>${title}</h1>
    <p>${meaning}</p>
    <p class="quiet">Problem <code>${slug}</code>, usually with status ${status}.</p>`;
  return page(200, { language: 'en', title, body: sheet(body) });
};

type PlainMessage = 'fault' | 'nothingHere' | 'noBooking' | 'nothingToConfirm' | 'nothingToDecide' | 'tooMany';

const messagePage = (status: number, language: Language, which: PlainMessage): Answer => {
  const { title, text } = messagesIn(language)[which];
  const body = html`<h1>${title}</h1>
    ${text.map((paragraph) => html`<p>${paragraph}</p>`)}`;
  return page(status, { language, title, body: sheet(body) });
};

/** Shown if a part of the service is down or has failed. A retry is safe: an attempt books once. */
export const faultPage = (language: Language): Answer => {
  const answer = messagePage(503, language, 'fault');
  return { ...answer, headers: { ...answer.headers, 'retry-after': '2' } };
};

export const noBookingPage = (language: Language): Answer => messagePage(404, language, 'noBooking');

/** For an unknown link of an opt-in mail: its reader has no confirmation yet. */
export const nothingToConfirmPage = (language: Language): Answer => messagePage(404, language, 'nothingToConfirm');

/** For an unknown link of a mail that asks a host for approval. */
export const nothingToDecidePage = (language: Language): Answer => messagePage(404, language, 'nothingToDecide');

/** A problem, worded for a person who has opened an address in a browser. */
export const problemAsPage = (problem: Answer, language: Language): Answer =>
  refusedPage(problem, language, () => messagePage(404, language, 'nothingHere'));

/** A refused lookup as a page: the link or booking is unknown, or too many lookups found nothing. */
export const refusedPage = (refusal: Answer, language: Language, unknown: () => Answer): Answer => {
  if (refusal.status === 404) return unknown();
  const answer = messagePage(refusal.status, language, refusal.status === 429 ? 'tooMany' : 'fault');
  const { 'content-type': _type, ...headers } = refusal.headers;
  return { ...answer, headers: { ...answer.headers, ...headers } };
};
