export interface EndWords {
  readonly title: string;
  /** Paragraphs. */
  readonly text: readonly string[];
}

/** The texts of server-rendered pages. Another language is another file of this shape. */
export const en = {
  invites: (names: string) => `${names} invites you`,
  inviteTogether: (names: string) => `${names} invite you`,
  minutes: (count: number) => `${count} ${count === 1 ? 'minute' : 'minutes'}`,
  places: { video: 'Video call', phone: 'Phone call', inPerson: 'In person' },
  yourBooking: 'Your booking',
  meeting: 'Meeting',
  with: (names: string) => `with ${names}`,
  needsScripts:
    'This page needs JavaScript. Enable it, open the link in another browser, or reply to the message with the link.',
  loading: 'Loading…',
  slow: 'This is taking longer than usual.',
  tryAgain: 'Try again',
  showMore: 'Show more',
  showLess: 'Show less',
  ends: {
    consumed: {
      title: 'This link has already been used',
      text: ['This link was for one booking and has been used. It is no longer valid.'],
    },
    expired: {
      title: 'This link has expired',
      text: [
        'This link was not used in time and is no longer valid. Nothing was booked.',
        'Ask the person who sent it to you for a new link.',
      ],
    },
    replaced: {
      title: 'This link has been replaced by a newer one',
      text: [
        'There is a newer link in place of this one, which is no longer valid.',
        'Look for a more recent message from the person who sent it to you, or ask them for the new link.',
      ],
    },
    revoked: {
      title: 'This link has been revoked',
      text: [
        'The person who sent you this link has revoked it. Nothing was booked with it.',
        'If you would still like to meet, get in touch with them.',
      ],
    },
    unknown: {
      title: 'We do not know this link',
      text: [
        'Part of the address may have been lost when it was copied.',
        'Open the link from the original message again, or ask the person who sent it for help.',
      ],
    },
  } as Readonly<Record<'consumed' | 'expired' | 'replaced' | 'revoked' | 'unknown', EndWords>>,
  wasItYou: 'Was it you who booked?',
  wasItYouText:
    'Your confirmation e-mail has a link to your booking, where you can reschedule or cancel it. If you cannot find that e-mail, we can send the link again to the address you booked with.',
  somebodyElse: 'Was it someone else?',
  somebodyElseText: 'Someone else has already booked with this link. Ask the person who sent it to you for a new one.',
  nothingHere: {
    title: 'There is no page at this address',
    text: ['Part of the address may be missing. Open the link in the original message again, or copy all of it.'],
  },
  fault: {
    title: 'Something is not working at the moment',
    text: [
      'Please go back and try again in a moment. If you were booking, pressing the button again does not book twice.',
    ],
  } as EndWords,
  tooMany: {
    title: 'Too many attempts',
    text: [
      'You have opened too many pages that do not exist. Wait a minute, then open the link from the original message.',
    ],
  } as EndWords,
  share: {
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    lead: (meeting: string) => `Please choose a time that suits you for “${meeting}”:`,
    limit: (until: string, zone: string) =>
      `The link is just for you. It books one meeting and works until ${until}, in the time zone ${zone}.`,
    message: (hello: string, meeting: string, url: string, until: string, zone: string) =>
      `${hello} please choose a time for “${meeting}”. This link is for one booking, until ${until}, in the time zone ${zone}: ${url}`,
    someMeeting: 'our meeting',
  },
  confirmBooking: 'Confirm your booking',
  decideBooking: 'Approve or decline',
  chooseAnotherTime: 'Choose another time',
  attemptEnds: {
    expired: {
      title: 'This booking was not confirmed in time',
      text: ['Nothing was booked. The time that was held for you is free again.'],
    },
    cancelled: {
      title: 'This booking was cancelled',
      text: ['Nothing was booked, and the time is free again. There is nothing to confirm.'],
    },
    linkConsumed: {
      title: 'Someone else has already booked with this link',
      text: [
        'The link was for one booking, and another one was confirmed first. Nothing was booked for you, and the time that was held for you is free again.',
        'If you would still like to meet, ask the person who sent the link for a new one.',
      ],
    },
    linkEnded: {
      title: 'The link is no longer valid',
      text: [
        'The link ended before this booking was confirmed, so nothing was booked.',
        'If you would still like to meet, ask the person who sent the link for a new one.',
      ],
    },
  } as Readonly<Record<'expired' | 'cancelled' | 'linkConsumed' | 'linkEnded', EndWords>>,
  decisions: {
    moved: {
      title: 'This booking was rescheduled',
      text: [
        'The attendee has chosen another time since this e-mail was sent. Use the buttons in the later e-mail, or the console.',
      ],
    },
    confirmed: { title: 'This booking has been approved', text: ['There is nothing left to decide.'] },
    declined: { title: 'This booking has been declined', text: ['There is nothing left to decide.'] },
    cancelled: { title: 'This booking has been cancelled', text: ['There is nothing left to decide.'] },
    hostDeactivated: {
      title: 'This e-mail can no longer decide',
      text: [
        'One of the hosts of this meeting is deactivated. The booking still waits for a decision, which active hosts and owners make in the console.',
      ],
    },
  } as Readonly<Record<'moved' | 'confirmed' | 'declined' | 'cancelled' | 'hostDeactivated', EndWords>>,
  toConsole: 'Open the console',
  noBooking: {
    title: 'We do not know this booking',
    text: [
      'There is no booking at this address. Part of it may have been lost when it was copied. Open the link in your confirmation e-mail again.',
    ],
  } as EndWords,
  nothingToConfirm: {
    title: 'We do not know this booking',
    text: [
      'There is nothing to confirm at this address. Part of it may have been lost when it was copied. Go back to the e-mail that asks you to confirm, and open its link again.',
    ],
  } as EndWords,
  nothingToDecide: {
    title: 'We do not know this booking',
    text: [
      'There is nothing to decide at this address. Part of it may have been lost when it was copied. Go back to the e-mail that asks for your answer, and open its link again, or answer in the console.',
    ],
  } as EndWords,
};

export type PageMessages = typeof en;
