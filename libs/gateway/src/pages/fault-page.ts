import type { Answer } from '../http/answer.js';
import { html } from './html.js';
import { messagesIn, type Language } from './language.js';
import { page, sheet } from './layout.js';

const said = (status: number, language: Language, which: 'fault' | 'noBooking'): Answer => {
  const { title, text } = messagesIn(language)[which];
  const body = html`<h1>${title}</h1>
    ${text.map((paragraph) => html`<p>${paragraph}</p>`)}`;
  return page(status, { language, title, body: sheet(body) });
};

/** Shown if a part of the service is down or has failed. A retry is safe: an attempt books once. */
export const faultPage = (language: Language): Answer => {
  const answer = said(503, language, 'fault');
  return { ...answer, headers: { ...answer.headers, 'retry-after': '2' } };
};

export const noBookingPage = (language: Language): Answer => said(404, language, 'noBooking');
