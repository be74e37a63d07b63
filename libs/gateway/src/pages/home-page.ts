import type { Answer } from '../http/answer.js';
import { html } from './html.js';
import { page, sheet } from './layout.js';

/** The page at the bare address: what this is and where to go. */
export const homePage = (baseUrl: string): Answer => {
  const body = html`<h1>Bookonce</h1>
    <p>Links that can be used to book exactly one meeting.</p>
    <h2>You would like to book</h2>
    <p>
      Open the link in the message that you received. Its address begins with <code>${baseUrl}/1t/</code>, and it shows
      the free times. If it has been used or has expired, ask the person who sent it for a new one.
    </p>
    <h2>You have booked</h2>
    <p>Your confirmation e-mail has a link to your booking.</p>
    <h2>You send links</h2>
    <p>Sign in to the <a href="/console">console</a> to manage meeting types, links and bookings.</p>
    <p>
      <code>POST ${baseUrl}/v1/links</code> creates a link, with an API key of your workspace. The API is described in
      <a href="/openapi.json">openapi.json</a>.
    </p>`;
  return page(200, { language: 'en', title: 'Bookonce', body: sheet(body) });
};
