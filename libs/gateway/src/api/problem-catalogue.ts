/** What can go wrong for a caller: RFC 9457 `type` is `/problems/<slug>`, and each has a page that says what to do. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** For the problem's page: what happened and what the caller can do. */
  readonly meaning: string;
}

const kinds = {
  'malformed-request': {
    status: 400,
    title: 'The request could not be read',
    meaning: 'The body is not well-formed JSON, or the address is not a well-formed URL. Correct it and send it again.',
  },
  unauthorized: {
    status: 401,
    title: 'An API key is needed, or to sign in',
    meaning: 'Send a valid key of your workspace in the header: Authorization: Bearer bok_… Or sign in to the console.',
  },
  'cross-site-request': {
    status: 403,
    title: 'The request came from another site',
    meaning:
      'A session cookie changes something only for pages of the service itself. Programs use an API key instead of a cookie.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    meaning: 'The address is wrong, or what it named does not exist in your workspace.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not support that method',
    meaning: 'The header Allow of the answer lists the methods that this address supports.',
  },
  'conflict-with-state': {
    status: 409,
    title: 'That is not possible any more',
    meaning: 'What you asked for contradicts what has happened in the meantime. Read the resource again.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    meaning: 'A request body may have 256 KB at most.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body has the wrong content type',
    meaning: 'Send JSON with the header: Content-Type: application/json',
  },
  'validation-failed': {
    status: 422,
    title: 'Some values are not acceptable',
    meaning:
      'The list errors names every value at fault by its path and says what is wrong with it. Nothing was stored.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'This Idempotency-Key was used for another request',
    meaning: 'A key stands for one request. Use a new key for a new request, and the same body to repeat an old one.',
  },
  'clock-backwards': {
    status: 409,
    title: 'The test clock never goes backwards',
    meaning: 'Ask for an instant that is not before the one the clock stands at.',
  },
  'link-unknown': {
    status: 404,
    title: 'There is no such link',
    meaning:
      'The address was probably not copied whole. Open the link from the message it came in, or ask for it again.',
  },
  'link-consumed': {
    status: 410,
    title: 'This link has been used',
    meaning:
      'The link was good for one booking, and that booking has been made. The confirmation mail leads to the booking; for another meeting, ask for a new link.',
  },
  'link-expired': {
    status: 410,
    title: 'This link has expired',
    meaning: 'Nobody booked with it in time. Ask whoever sent it for a new one.',
  },
  'link-replaced': {
    status: 410,
    title: 'This link has been replaced',
    meaning: 'A newer link was made in its place. Look for a later message, or ask for the new link.',
  },
  'link-revoked': {
    status: 410,
    title: 'This link has been revoked',
    meaning: 'The host has revoked it. Ask the host for a new link.',
  },
  'link-without-address': {
    status: 409,
    title: 'This link has nobody to write to',
    meaning:
      'The link was made without an e-mail address of its recipient. Make one that has it, or send the link by yourself.',
  },
  'slot-taken': {
    status: 409,
    title: 'Somebody else was faster',
    meaning: 'The slot has just been taken. The link still works: choose another slot.',
  },
  'slot-not-offered': {
    status: 409,
    title: 'That time is not offered',
    meaning: 'No slot starts at that instant. The link still works: choose one of the slots it lists.',
  },
  'too-many-pending': {
    status: 429,
    title: 'Too many bookings are waiting for confirmation',
    meaning: 'Three bookings of this link wait for a confirmation by e-mail. Confirm one of them, or try again later.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many attempts',
    meaning: 'There were too many attempts of this kind in a short time. Wait as long as Retry-After says.',
  },
  'sign-in-link-unknown': {
    status: 410,
    title: 'There is no such sign-in link',
    meaning: 'The address was probably not copied whole. Open the link from the mail it came in, or ask for another.',
  },
  'sign-in-link-expired': {
    status: 410,
    title: 'This sign-in link has expired',
    meaning: 'A sign-in link is good for 15 minutes. Ask for another.',
  },
  'sign-in-link-used': {
    status: 410,
    title: 'This sign-in link has been used',
    meaning:
      'A sign-in link works once. If it was not you who used it, tell the owner of the workspace. Ask for another.',
  },
  'booking-overdue': {
    status: 503,
    title: 'The booking took too long',
    meaning: 'It was given up and nothing is booked. The link still works: try again.',
  },
  'opt-in-expired': {
    status: 409,
    title: 'The booking was not confirmed in time',
    meaning: 'The confirmation by e-mail did not come in time, so nothing is booked. The link still works: book again.',
  },
  unavailable: {
    status: 503,
    title: 'A part of the service is away',
    meaning: 'Whether the request took effect is not known. Send it again with the same Idempotency-Key.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    meaning:
      'The fault is ours and has been recorded. Sending the request again with the same Idempotency-Key is safe.',
  },
} as const satisfies { readonly [slug: string]: ProblemKind };

export type ProblemSlug = keyof typeof kinds;

export const problemKinds: Readonly<Record<ProblemSlug, ProblemKind>> = kinds;

export const isProblemSlug = (text: string): text is ProblemSlug => Object.hasOwn(kinds, text);
