import type { Answer } from '../http/answer.js';
import { html } from './html.js';
import { page, sheet } from './layout.js';

/** The page at the bare address: what this is and where to go. */
export const homePage = (baseUrl: string): Answer => {
  const body = html`<h1>Bookonce</h1>
    <p>Links that can be used to book exactly one meeting.</p>
    <h2>You would like to book</h2>
    <p>
      Open the link that you were sent, as it stands in the message. Its address begins with <code>${baseUrl}/1t/</code>
      and shows the times that are free. If it has been used or has expired, ask the person who sent it for a new one.
    </p>
    <h2>You have booked</h2>
    <p>The link in your confirmation e-mail leads to your booking.</p>
    <h2>You make links</h2>
    <p>Sign in to the <a href="/console">console</a>: meeting types, links and who has used theirs.</p>
    <p>
      <code>POST ${baseUrl}/v1/links</code> makes a link, with an API key of your workspace. The whole API is described
      in <a href="/openapi.json">openapi.json</a>.
    </p>`;
  return page(200, { language: 'en', title: 'Bookonce', body: sheet(body) });
};
