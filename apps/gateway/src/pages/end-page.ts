import type { Answer } from '../http/answer.js';
import { html, type Html } from './html.js';
import { messagesIn, type Language } from './language.js';
import { page, sheet } from './layout.js';
import type { PageMessages } from './messages/en.js';

export type End = keyof PageMessages['ends'];

/** Says which end a link met and what to do about it. Nothing of who booked: whoever holds a link may open it. */
export const endPage = (end: End, language: Language): Answer => {
  const messages = messagesIn(language);
  const { title, text } = messages.ends[end];
  const body = html`<h1>${title}</h1>
    ${text.map((paragraph) => html`<p>${paragraph}</p>`)} ${end === 'consumed' ? whoBooked(messages) : null}`;
  return page(end === 'unknown' ? 404 : 410, { language, title, body: sheet(body) });
};

const whoBooked = (messages: PageMessages): Html =>
  html`<h2>${messages.wasItYou}</h2>
    <p>${messages.wasItYouText}</p>
    <h2>${messages.somebodyElse}</h2>
    <p>${messages.somebodyElseText}</p>`;
