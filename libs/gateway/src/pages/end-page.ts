import type { Answer } from '../http/answer.js';
import type { Brand } from './brand.js';
import { html, type Html } from './html.js';
import { messagesIn, type Language } from './language.js';
import { appRoot, page, sheet } from './layout.js';
import type { PageMessages } from './messages/en.js';

export type End = keyof PageMessages['ends'];

const titled = (title: string, paragraphs: readonly string[]): Html =>
  html`<h1>${title}</h1>
    ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}`;

/** Says how a link ended and what to do about it, in the workspace's colours, but names nobody. Works without scripts. */
export const endPage = (end: Exclude<End, 'consumed'>, language: Language, brand: Brand | null = null): Answer => {
  const { title, text } = messagesIn(language).ends[end];
  return page(end === 'unknown' ? 404 : 410, { language, title, body: sheet(titled(title, text)), brand });
};

/**
 * A used link offers the attendee the way to the booking, and tells others that somebody was faster. It names nobody,
 * because anybody with the link may open the page.
 */
export const usedPage = (token: string, now: string, language: Language, brand: Brand | null): Answer => {
  const messages = messagesIn(language);
  const { title, text } = messages.ends.consumed;
  const body = html`${titled(title, text)}
    <h2>${messages.somebodyElse}</h2>
    <p>${messages.somebodyElseText}</p>
    <h2>${messages.wasItYou}</h2>
    <p>${messages.wasItYouText}</p>
    ${appRoot(language)}`;
  return page(410, {
    language,
    title,
    body: html`<div class="ask">${sheet(body)}</div>`,
    entry: 'attendee',
    data: { kind: 'used', token, now },
    brand,
  });
};
