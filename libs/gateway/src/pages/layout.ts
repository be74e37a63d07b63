import { text, type Answer } from '../http/answer.js';
import { html, Html } from './html.js';
import { type Language, messagesIn } from './language.js';
import { webFiles, type Entry } from './web-files.js';

/** The content security policy: nothing inline and nothing from other origins, for loading, requests and forms. */
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
  /** The script of the page, if any; styles are always included. */
  readonly entry?: Entry;
  /** Data for the page's script as JSON, which saves a request. */
  readonly data?: object;
}

/** Renders a complete page. Its address may contain a token, so it is never cached and sends no referrer. */
export const page = (status: number, { language, title, body, entry, data }: PageParts): Answer => {
  const { scripts, preloads, texts, styles } = webFiles().of(entry ?? 'attendee');
  const loaded =
    entry === undefined
      ? { scripts: [], preloads: [] }
      : { scripts, preloads: [...preloads, texts[language]].filter((href) => href !== undefined) };
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

/** A component skips its inline style, which the policy would block, if an element with this id exists. */
const STANDS_IN = html` id="react-aria-pressable-style"`;

/** Data, not a script: browsers do not run it. Escaping `<` keeps the text from ending the element. */
const dataBlock = (data: object): Html =>
  new Html(
    `<script type="application/json" id="page-data">${JSON.stringify(data).replaceAll('<', String.raw`\u003c`)}</script>`,
  );

/**
 * The place of the page's script, which says that it is loading until the script is there. After ten seconds it offers to
 * try again.
 */
export const appRoot = (language: Language): Html => {
  const { loading, slow, tryAgain } = messagesIn(language);
  return html`<div id="app" class="app">
    <div class="opening">
      <p role="status">${loading}</p>
      <p class="slow">${slow} <a href="">${tryAgain}</a></p>
    </div>
  </div>`;
};

/** A column of text, for pages without scripts. */
export const sheet = (content: Html): Html => html`<main class="sheet"><div class="card">${content}</div></main>`;
