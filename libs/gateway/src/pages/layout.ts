import { text, type Answer } from '../http/answer.js';
import { type Brand, brandStyle } from './brand.js';
import { html, Html } from './html.js';
import { ICON_SVG_PATH } from './icons.js';
import { type Language, messagesIn } from './language.js';
import { webFiles, type Entry } from './web-files.js';

/**
 * The content security policy: nothing inline but the one style with the workspace's colours, and nothing from other
 * origins, for loading, requests and forms.
 */
const policyWith = (styleSources: readonly string[]): string =>
  ["default-src 'none'", ["style-src 'self'", ...styleSources].join(' '), ...OTHER_DIRECTIVES].join('; ');

const OTHER_DIRECTIVES = [
  "script-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

const PAGE_HEADERS: Answer['headers'] = {
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
  /** The workspace whose colours the page has; the product's own if absent. */
  readonly brand?: Brand | null;
  /** Tags for programs that preview the address; none if absent. */
  readonly preview?: Html;
}

/** Renders a complete page. Its address may contain a token, so it is never cached and sends no referrer. */
export const page = (status: number, { language, title, body, entry, data, brand, preview }: PageParts): Answer => {
  const { scripts, preloads, texts, styles } = webFiles().of(entry ?? 'attendee');
  const loaded =
    entry === undefined
      ? { scripts: [], preloads: [] }
      : { scripts, preloads: [...preloads, texts[language]].filter((href) => href !== undefined) };
  const colors = brand?.color === undefined ? null : brandStyle(brand.color);
  const document = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        <link rel="icon" href="${ICON_SVG_PATH}" type="image/svg+xml" />
        ${preview ?? null}
        ${styles.map((href, index) => html`<link rel="stylesheet" href="${href}" ${index === 0 ? STANDS_IN : null} />`)}
        ${colors?.element ?? null} ${loaded.preloads.map((href) => html`<link rel="modulepreload" href="${href}" />`)}
        ${loaded.scripts.map((src) => html`<script type="module" src="${src}"></script>`)}
      </head>
      <body>
        ${body} ${data === undefined ? null : dataBlock(data)}
      </body>
    </html> `;
  return text(status, 'text/html; charset=utf-8', document.source, {
    ...PAGE_HEADERS,
    'content-security-policy': policyWith(colors === null ? [] : [colors.source]),
  });
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
