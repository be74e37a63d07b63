import { isProblemSlug, problemKinds } from '../api/problem-catalogue.js';
import { notFound, type Answer } from '../http/answer.js';
import { html } from './html.js';
import { page, sheet } from './layout.js';

/** The page that the `type` of a problem links to. */
export const problemPage = (slug: string): Answer => {
  if (!isProblemSlug(slug)) return notFound();
  const { title, status, meaning } = problemKinds[slug];
  const body = html`<h1>${title}</h1>
    <p>${meaning}</p>
    <p class="quiet">Problem <code>${slug}</code>, usually with status ${status}.</p>`;
  return page(200, { language: 'en', title, body: sheet(body) });
};
