import { html, type Html } from './html.js';
import { ICON_PNG_PATH } from './icons.js';

/** The words of a preview, which chat programs show to everybody who sees the message with the link. */
export interface LinkPreview {
  readonly title: string;
  readonly description?: string;
}

const SITE = 'Bookonce';

/** Tags of Open Graph, and of the one service that wants another name. */
export const previewTags = ({ title, description }: LinkPreview, baseUrl: string): Html => html`
  <meta property="og:type" content="website" />
  <meta property="og:site_name" content="${SITE}" />
  <meta property="og:title" content="${title}" />
  ${description === undefined ? null : html`<meta property="og:description" content="${description}" />`}
  <meta property="og:image" content="${baseUrl}${ICON_PNG_PATH}" />
  <meta name="twitter:card" content="summary" />
`;
