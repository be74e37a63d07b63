interface EndWords {
  readonly title: string;
  /** Paragraphs. */
  readonly text: readonly string[];
}

/** What the server itself says on pages, in English. Another language is another file of this shape. */
export const en = {
  invites: (names: string) => `${names} invites you`,
  inviteTogether: (names: string) => `${names} invite you`,
  oneOf: (names: string) => `One of ${names} invites you`,
  minutes: (count: number) => `${count} ${count === 1 ? 'minute' : 'minutes'}`,
  places: { video: 'Video call', phone: 'Phone call', inPerson: 'In person' },
  yourBooking: 'Your booking',
  meeting: 'Meeting',
  with: (names: string) => `with ${names}`,
  needsScripts:
    'This page needs JavaScript. Switch it on, open the link in another browser, or answer the message that the link came in.',
  ends: {
    consumed: {
      title: 'This link has already been used',
      text: ['This link was good for one booking, and that booking has been made. It is no longer valid.'],
    },
    expired: {
      title: 'This link has expired',
      text: [
        'Nobody booked with this link in time, so it is no longer valid. Nothing has been booked.',
        'Ask the person who sent it to you for a new link.',
      ],
    },
    replaced: {
      title: 'This link has been replaced by a newer one',
      text: [
        'A new link was made in place of this one, which is no longer valid.',
        'Look for a more recent message from the person who sent it to you, or ask them for the new link.',
      ],
    },
    revoked: {
      title: 'This link has been withdrawn',
      text: [
        'The person who sent you this link has withdrawn it, so it is no longer valid. Nothing has been booked with it.',
        'If you would still like to meet, get in touch with them.',
      ],
    },
    unknown: {
      title: 'We do not know this link',
      text: [
        'There is no such link. Perhaps a part of the address was lost when it was copied.',
        'Open the link again from the message in which you received it, or ask the person who sent it for help.',
      ],
    },
  } as Readonly<Record<'consumed' | 'expired' | 'replaced' | 'revoked' | 'unknown', EndWords>>,
  wasItYou: 'Was it you who booked?',
  wasItYouText:
    'Your confirmation e-mail has a link to your booking, where you can see, move or cancel it. If you cannot find that e-mail, have it sent again to the address you booked with.',
  somebodyElse: 'Was it somebody else?',
  somebodyElseText: 'Somebody was faster. Ask the person who sent you this link for a new one.',
  fault: {
    title: 'Something is not working at the moment',
    text: [
      'Please go back and try again in a moment. If you were booking: pressing the button again does not book twice.',
    ],
  } as EndWords,
  noBooking: {
    title: 'We do not know this booking',
    text: [
      'There is no booking at this address. Perhaps a part of it was lost when it was copied: open the link in your confirmation e-mail again.',
    ],
  } as EndWords,
};

export type PageMessages = typeof en;
