import { text, type Answer } from '../http/answer.js';
import { html, Html } from './html.js';
import type { Language } from './language.js';
import { webFiles, type Entry } from './web-files.js';

/** Nothing from elsewhere, nothing inline: what a page may load, whom it may ask, and where its forms may go. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE_HEADERS: Answer['headers'] = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-robots-tag': 'noindex, nofollow',
  'x-frame-options': 'DENY',
};

export interface PageParts {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  /** What runs on the page; the styles are there in any case. */
  readonly entry?: Entry;
  /** For the script of the page, so that it need not ask: JSON. */
  readonly data?: object;
}

/** A whole page. Its address may hold a token, so it is never cached and no referrer leaves it. */
export const page = (status: number, { language, title, body, entry, data }: PageParts): Answer => {
  const { scripts, preloads, styles } = webFiles().of(entry ?? 'attendee');
  const loaded = entry === undefined ? { scripts: [], preloads: [] } : { scripts, preloads };
  const document = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        ${styles.map((href, index) => html`<link rel="stylesheet" href="${href}" ${index === 0 ? STANDS_IN : null} />`)}
        ${loaded.preloads.map((href) => html`<link rel="modulepreload" href="${href}" />`)}
        ${loaded.scripts.map((src) => html`<script type="module" src="${src}"></script>`)}
      </head>
      <body>
        ${body} ${data === undefined ? null : dataBlock(data)}
      </body>
    </html> `;
  return text(status, 'text/html; charset=utf-8', document.source, PAGE_HEADERS);
};

/** A component looks for an element of this id before it puts a style into the page, which the policy would refuse. */
const STANDS_IN = html` id="react-aria-pressable-style"`;

/** Data, not a script: browsers run nothing of it. Without `<` no text in it can end it. */
const dataBlock = (data: object): Html =>
  new Html(
    `<script type="application/json" id="page-data">${JSON.stringify(data).replaceAll('<', String.raw`\u003c`)}</script>`,
  );

/** One column of text, for pages on which nothing runs. */
export const sheet = (content: Html): Html => html`<main class="sheet"><div class="card">${content}</div></main>`;
