/** The problems of the API: the RFC 9457 `type` is `/problems/<slug>`, and each has a page that explains what to do. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** What happened and what the caller can do, for the problem's page. */
  readonly meaning: string;
}

const kinds = {
  'malformed-request': {
    status: 400,
    title: 'Bad request',
    meaning: 'The body is not well-formed JSON, or the address is not a well-formed URL. Correct it and send it again.',
  },
  unauthorized: {
    status: 401,
    title: 'Authentication required',
    meaning: 'Send a valid key of your workspace in the header: Authorization: Bearer bok_… Or sign in to the console.',
  },
  'cross-site-request': {
    status: 403,
    title: 'Cross-site request refused',
    meaning:
      "Session cookies can only be used by the service's own pages to change anything. Programs use an API key instead.",
  },
  'owners-only': {
    status: 403,
    title: 'Only for owners',
    meaning:
      'You are signed in as a host, and this is for the owners of the workspace: ask one of them to do it, or to make you an owner.',
  },
  'last-owner': {
    status: 409,
    title: 'The workspace needs an owner',
    meaning:
      'This is the last active host who is an owner, and there must always be one. Make another host an owner first. Nothing was changed.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    meaning: 'The URL is wrong, or the resource does not exist in your workspace.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    meaning: 'The Allow header lists the methods that this URL supports.',
  },
  'conflict-with-state': {
    status: 409,
    title: 'Conflict with the current state',
    meaning: 'The resource has changed in the meantime. Read it again before you retry.',
  },
  'body-too-large': {
    status: 413,
    title: 'Request body too large',
    meaning:
      'The request body exceeds the limit of this operation: 32 KB without an API key or a session, else 256 KB, or 4 MB for batches of links and busy times. Send a smaller one.',
  },
  'body-too-complex': {
    status: 413,
    title: 'Request body too complex',
    meaning:
      'The request body has more fields and list items, or is nested deeper, than any valid body of this operation. Send only the documented fields.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported content type',
    meaning: 'Send JSON with the header: Content-Type: application/json',
  },
  'validation-failed': {
    status: 422,
    title: 'Validation failed',
    meaning: 'The list errors contains each invalid value with its path and the reason. Nothing was stored.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'Idempotency-Key reused for another request',
    meaning: 'Use a new key for a new request. To repeat an earlier request, send the same body.',
  },
  'clock-backwards': {
    status: 409,
    title: 'The test clock cannot go backwards',
    meaning: "Send an instant that is not before the clock's current time.",
  },
  'link-unknown': {
    status: 404,
    title: 'Unknown link',
    meaning: 'Part of the link may be missing. Open it from the original message again, or ask for a new one.',
  },
  'link-consumed': {
    status: 410,
    title: 'This link has been used',
    meaning:
      'The link was for one booking and has been used. The confirmation e-mail has a link to the booking. For another meeting, ask for a new link.',
  },
  'link-expired': {
    status: 410,
    title: 'This link has expired',
    meaning: 'It was not used in time. Ask the person who sent it for a new one.',
  },
  'link-replaced': {
    status: 410,
    title: 'This link has been replaced',
    meaning: 'There is a newer link in its place. Look for a later message, or ask for the new link.',
  },
  'link-revoked': {
    status: 410,
    title: 'This link has been revoked',
    meaning: 'The host has revoked it. Ask the host for a new link.',
  },
  'link-without-address': {
    status: 409,
    title: 'This link has no e-mail address',
    meaning:
      'The link has no e-mail address of its recipient. Create a link with an address, or send the link yourself.',
  },
  'meeting-type-archived': {
    status: 409,
    title: 'This meeting type is archived',
    meaning:
      'No links can be created for an archived meeting type, not even to replace a link that has ended. Active links still work. Restore the meeting type, or choose another one.',
  },
  'hosts-deactivated': {
    status: 409,
    title: 'The hosts are deactivated',
    meaning:
      'No link is made, replaced or mailed while its hosts are deactivated, because it could not be booked. Of hosts who take meetings together, one is enough. Choose another host or meeting type, or reactivate a host.',
  },
  'slot-taken': {
    status: 409,
    title: 'Slot taken',
    meaning: 'Somebody else has just taken the slot. The link still works: choose another slot.',
  },
  'slot-not-offered': {
    status: 409,
    title: 'Slot not offered',
    meaning: 'No slot starts at that instant. The link still works: choose one of the slots it lists.',
  },
  'too-many-moves': {
    status: 409,
    title: 'Rescheduled too often',
    meaning:
      'The attendee has rescheduled this booking ten times. It stays at its present time. The attendee can still cancel it, and the host can still reschedule it.',
  },
  'not-the-recipient': {
    status: 403,
    title: 'This link is for somebody else',
    meaning: 'Only the person that the link was made for can book with it, under the address that it was sent to.',
  },
  'too-many-pending': {
    status: 409,
    title: 'Too many bookings are waiting for confirmation',
    meaning: 'Three bookings of this link wait for a confirmation by e-mail. Confirm one of them, or try again later.',
  },
  'too-many-attempts': {
    status: 429,
    title: 'Too many booking attempts with this link',
    meaning: 'The link takes no more booking attempts until its host allows more. Ask the host to do so.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many attempts',
    meaning: 'Too many requests of this kind in a short time. Wait for the time in Retry-After.',
  },
  'sign-in-link-unknown': {
    status: 410,
    title: 'Unknown sign-in link',
    meaning: 'Part of the link may be missing. Open it from the mail again, or ask for another one.',
  },
  'sign-in-link-expired': {
    status: 410,
    title: 'This sign-in link has expired',
    meaning: 'A sign-in link works for 15 minutes. Ask for another one.',
  },
  'sign-in-link-used': {
    status: 410,
    title: 'This sign-in link has been used',
    meaning:
      'A sign-in link works once. Ask for another one. If you did not use this one, tell the owner of the workspace.',
  },
  'booking-overdue': {
    status: 503,
    title: 'The booking took too long',
    meaning: 'The attempt was cancelled and nothing was booked. The link still works: try again.',
  },
  'opt-in-expired': {
    status: 410,
    title: 'The booking was not confirmed in time',
    meaning:
      'The booking was not confirmed by e-mail in time, or was given up before. Nothing was booked, and the time is free again. Choose another time with the link.',
  },
  'approval-moved': {
    status: 410,
    title: 'The booking has moved since',
    meaning:
      'The attendee has chosen another time since this mail was sent, and you were asked anew. Use the buttons in the later mail.',
  },
  'host-deactivated': {
    status: 403,
    title: 'A host of this booking is deactivated',
    meaning:
      'A host who was mailed these buttons is deactivated, so they no longer decide. Hosts who are active decide in the console.',
  },
  'too-many-mails': {
    status: 429,
    title: 'Too many mails',
    meaning: 'The mail was sent as often as it may be. Look for it in the spam folder, or book again.',
  },
  unavailable: {
    status: 503,
    title: 'Service unavailable',
    meaning: 'It is unknown whether the request took effect. Send it again with the same Idempotency-Key.',
  },
  'calendar-unavailable': {
    status: 503,
    title: 'A calendar cannot be read',
    meaning:
      'The host wants no meetings while their own calendar cannot be read, and it cannot be read now. Nothing was stored. Send the request again after the time in Retry-After, or choose another time.',
  },
  'not-visible-yet': {
    status: 503,
    title: 'Not visible yet',
    meaning:
      'The write that you have seen, or that your Consistency-Token names, cannot be shown yet. Nothing is lost. Send the request again after the time in Retry-After.',
  },
  'internal-error': {
    status: 500,
    title: 'Internal error',
    meaning: 'The error has been logged. It is safe to send the request again with the same Idempotency-Key.',
  },
} as const satisfies { readonly [slug: string]: ProblemKind };

export type ProblemSlug = keyof typeof kinds;

export const problemKinds: Readonly<Record<ProblemSlug, ProblemKind>> = kinds;

export const isProblemSlug = (text: string): text is ProblemSlug => Object.hasOwn(kinds, text);
