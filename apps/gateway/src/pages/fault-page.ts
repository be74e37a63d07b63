import type { Answer } from '../http/answer.js';
import { html } from './html.js';
import { page } from './layout.js';

/** A part of the service is away, or we made a mistake. Repeating is safe: a form's attempt books once. */
export const faultPage = (): Answer => {
  const title = 'Something is not working at the moment';
  const body = html`<h1>${title}</h1>
    <p>
      Please go back and try again in a moment. If you were booking: pressing the button again does not book twice.
    </p>`;
  const answer = page(503, { title, body });
  return { ...answer, headers: { ...answer.headers, 'retry-after': '2' } };
};

export const noBookingPage = (): Answer => {
  const title = 'We do not know this booking';
  const body = html`<h1>${title}</h1>
    <p>
      There is no booking at this address. Perhaps a part of it was lost when it was copied: open the link in your
      confirmation e-mail again.
    </p>`;
  return page(404, { title, body });
};
