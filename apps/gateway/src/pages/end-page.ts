import type { Answer } from '../http/answer.js';
import { html, type Html } from './html.js';
import { page } from './layout.js';

export type End = 'consumed' | 'expired' | 'replaced' | 'revoked' | 'unknown';

interface Words {
  readonly status: 410 | 404;
  readonly title: string;
  readonly text: Html;
}

const words: Readonly<Record<End, Words>> = {
  consumed: {
    status: 410,
    title: 'This link has already been used',
    text: html`<p>This link was good for one booking, and that booking has been made. It is no longer valid.</p>
      <p>
        <strong>Was it you who booked?</strong> Your confirmation e-mail has a link to your booking, where you can see
        the details.
      </p>
      <p><strong>Was it somebody else?</strong> Ask the person who sent you this link for a new one.</p>`,
  },
  expired: {
    status: 410,
    title: 'This link has expired',
    text: html`<p>Nobody booked with this link in time, so it is no longer valid. Nothing has been booked.</p>
      <p>Ask the person who sent it to you for a new link.</p>`,
  },
  replaced: {
    status: 410,
    title: 'This link has been replaced by a newer one',
    text: html`<p>A new link was made in place of this one, which is no longer valid.</p>
      <p>Look for a more recent message from the person who sent it to you, or ask them for the new link.</p>`,
  },
  revoked: {
    status: 410,
    title: 'This link has been withdrawn',
    text: html`<p>
        The person who sent you this link has withdrawn it, so it is no longer valid. Nothing has been booked with it.
      </p>
      <p>If you would still like to meet, get in touch with them.</p>`,
  },
  unknown: {
    status: 404,
    title: 'We do not know this link',
    text: html`<p>There is no such link. Perhaps a part of the address was lost when it was copied.</p>
      <p>Open the link again from the message in which you received it, or ask the person who sent it for help.</p>`,
  },
};

/** Says which end a link met and what to do about it. */
export const endPage = (end: End): Answer => {
  const { status, title, text } = words[end];
  return page(status, {
    title,
    body: html`<h1>${title}</h1>
      ${text}`,
  });
};
