import { text, type Answer } from '../http/answer.js';
import { html, type Html } from './html.js';

/** Nothing from elsewhere, nothing inline: what a page may load and where its forms may go. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE_HEADERS: Answer['headers'] = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-robots-tag': 'noindex, nofollow',
  'x-frame-options': 'DENY',
};

export const STYLE_PATH = '/assets/page.css';
export const SCRIPT_PATH = '/assets/time-zone.js';

export interface PageParts {
  readonly title: string;
  readonly body: Html;
  readonly scripts?: boolean;
}

/** A whole page. Its address may hold a token, so it is never cached and no referrer leaves it. */
export const page = (status: number, { title, body, scripts = false }: PageParts): Answer => {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        <link rel="stylesheet" href="${STYLE_PATH}" />
        ${scripts ? html`<script src="${SCRIPT_PATH}" defer></script>` : null}
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `;
  return text(status, 'text/html; charset=utf-8', document.source, PAGE_HEADERS);
};
