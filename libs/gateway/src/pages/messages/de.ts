import type { PageMessages } from './en.js';

export const de: PageMessages = {
  invites: (names) => `${names} lädt Sie ein`,
  inviteTogether: (names) => `${names} laden Sie ein`,
  minutes: (count) => `${count} ${count === 1 ? 'Minute' : 'Minuten'}`,
  places: { video: 'Videogespräch', phone: 'Telefonat', inPerson: 'Vor Ort' },
  yourBooking: 'Ihr Termin',
  meeting: 'Termin',
  with: (names) => `mit ${names}`,
  needsScripts:
    'Diese Seite braucht JavaScript. Schalten Sie es ein, öffnen Sie den Link in einem anderen Browser oder antworten Sie auf die Nachricht mit dem Link.',
  loading: 'Wird geladen …',
  slow: 'Das dauert länger als sonst.',
  tryAgain: 'Noch einmal versuchen',
  showMore: 'Mehr anzeigen',
  showLess: 'Weniger anzeigen',
  ends: {
    consumed: {
      title: 'Dieser Link wurde schon benutzt',
      text: ['Dieser Link galt für eine Buchung und wurde bereits benutzt. Er ist nicht mehr gültig.'],
    },
    expired: {
      title: 'Dieser Link ist abgelaufen',
      text: [
        'Dieser Link wurde nicht rechtzeitig benutzt und ist nicht mehr gültig. Es wurde nichts gebucht.',
        'Bitten Sie die Person, die ihn geschickt hat, um einen neuen Link.',
      ],
    },
    replaced: {
      title: 'Dieser Link wurde durch einen neueren ersetzt',
      text: [
        'Dieser Link ist nicht mehr gültig. An seiner Stelle gibt es einen neueren.',
        'Suchen Sie nach einer neueren Nachricht der Person, die ihn geschickt hat, oder bitten Sie sie um den neuen Link.',
      ],
    },
    revoked: {
      title: 'Dieser Link wurde widerrufen',
      text: [
        'Die Person, die Ihnen den Link geschickt hat, hat ihn widerrufen. Es wurde nichts damit gebucht.',
        'Wenn Sie sich trotzdem treffen möchten, melden Sie sich bei ihr.',
      ],
    },
    unknown: {
      title: 'Diesen Link kennen wir nicht',
      text: [
        'Vielleicht ging beim Kopieren ein Teil der Adresse verloren.',
        'Öffnen Sie ihn noch einmal aus der ursprünglichen Nachricht oder fragen Sie die Person, die ihn geschickt hat.',
      ],
    },
  },
  wasItYou: 'Haben Sie selbst gebucht?',
  wasItYouText:
    'In Ihrer Bestätigung steht ein Link zu Ihrem Termin. Dort können Sie ihn verschieben oder absagen. Wenn Sie die E-Mail nicht finden, schicken wir den Link noch einmal an die Adresse, mit der Sie gebucht haben.',
  somebodyElse: 'War es jemand anderes?',
  somebodyElseText:
    'Mit diesem Link hat schon jemand gebucht. Bitten Sie die Person, die ihn geschickt hat, um einen neuen.',
  nothingHere: {
    title: 'Unter dieser Adresse gibt es keine Seite',
    text: [
      'Vielleicht fehlt ein Teil der Adresse. Öffnen Sie den Link aus der ursprünglichen Nachricht noch einmal oder kopieren Sie ihn vollständig.',
    ],
  },
  fault: {
    title: 'Im Moment funktioniert etwas nicht',
    text: [
      'Bitte gehen Sie zurück und versuchen Sie es gleich noch einmal. Wenn Sie gerade buchen, bucht ein zweiter Klick nicht noch einmal.',
    ],
  },
  tooMany: {
    title: 'Zu viele Versuche',
    text: [
      'Es wurden zu viele Seiten geöffnet, die es nicht gibt. Warten Sie eine Minute und öffnen Sie dann den Link aus der ursprünglichen Nachricht.',
    ],
  },
  share: {
    hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    lead: (meeting) => `bitte wählen Sie für „${meeting}“ einen Termin, der Ihnen passt:`,
    limit: (until, zone) =>
      `Der Link ist nur für Sie. Er gilt für eine Buchung, bis zum ${until} in der Zeitzone ${zone}.`,
    message: (hello, meeting, url, until, zone) =>
      `${hello} bitte wählen Sie einen Termin für „${meeting}“. Der Link gilt für eine Buchung, bis zum ${until} in der Zeitzone ${zone}: ${url}`,
    someMeeting: 'unser Gespräch',
  },
  confirmBooking: 'Bestätigen Sie Ihre Buchung',
  decideBooking: 'Zusagen oder ablehnen',
  chooseAnotherTime: 'Anderen Termin wählen',
  attemptEnds: {
    expired: {
      title: 'Diese Buchung wurde nicht rechtzeitig bestätigt',
      text: ['Es wurde nichts gebucht. Die Zeit, die für Sie reserviert war, ist wieder frei.'],
    },
    cancelled: {
      title: 'Diese Buchung wurde abgesagt',
      text: ['Es wurde nichts gebucht, und die Zeit ist wieder frei. Es gibt nichts zu bestätigen.'],
    },
    linkConsumed: {
      title: 'Mit diesem Link hat schon jemand gebucht',
      text: [
        'Der Link galt für eine Buchung, und eine andere wurde zuerst bestätigt. Für Sie wurde nichts gebucht. Die Zeit, die für Sie reserviert war, ist wieder frei.',
        'Wenn Sie sich trotzdem treffen möchten, bitten Sie die Person, die den Link geschickt hat, um einen neuen.',
      ],
    },
    linkEnded: {
      title: 'Der Link ist nicht mehr gültig',
      text: [
        'Der Link endete, bevor diese Buchung bestätigt wurde. Es wurde nichts gebucht.',
        'Wenn Sie sich trotzdem treffen möchten, bitten Sie die Person, die den Link geschickt hat, um einen neuen.',
      ],
    },
  },
  decisions: {
    moved: {
      title: 'Dieser Termin wurde verschoben',
      text: [
        'Die andere Seite hat eine andere Zeit gewählt, nachdem diese E-Mail verschickt wurde. Benutzen Sie die Knöpfe in der späteren E-Mail oder die Konsole.',
      ],
    },
    confirmed: { title: 'Dieser Termin ist zugesagt', text: ['Es gibt nichts mehr zu entscheiden.'] },
    declined: { title: 'Dieser Termin wurde abgelehnt', text: ['Es gibt nichts mehr zu entscheiden.'] },
    cancelled: { title: 'Dieser Termin wurde abgesagt', text: ['Es gibt nichts mehr zu entscheiden.'] },
    hostDeactivated: {
      title: 'Mit dieser E-Mail lässt sich nichts mehr entscheiden',
      text: [
        'Einer der Gastgeber dieses Termins ist deaktiviert. Die Anfrage ist noch offen. Aktive Gastgeber und Inhaber entscheiden darüber in der Konsole.',
      ],
    },
  },
  toConsole: 'Konsole öffnen',
  noBooking: {
    title: 'Diese Buchung kennen wir nicht',
    text: [
      'Unter dieser Adresse gibt es keine Buchung. Vielleicht ging beim Kopieren ein Teil verloren. Öffnen Sie den Link aus Ihrer Bestätigung noch einmal.',
    ],
  },
  nothingToConfirm: {
    title: 'Diese Buchung kennen wir nicht',
    text: [
      'Unter dieser Adresse gibt es nichts zu bestätigen. Vielleicht ging beim Kopieren ein Teil verloren. Öffnen Sie noch einmal den Link aus der E-Mail, die Sie um Bestätigung bittet.',
    ],
  },
  nothingToDecide: {
    title: 'Diese Buchung kennen wir nicht',
    text: [
      'Unter dieser Adresse gibt es nichts zu entscheiden. Vielleicht ging beim Kopieren ein Teil verloren. Öffnen Sie noch einmal den Link aus der E-Mail, die Sie um eine Antwort bittet, oder antworten Sie in der Konsole.',
    ],
  },
};
