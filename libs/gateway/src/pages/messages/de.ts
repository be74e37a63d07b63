import type { PageMessages } from './en.js';

export const de: PageMessages = {
  invites: (names) => `${names} lädt Sie ein`,
  inviteTogether: (names) => `${names} laden Sie ein`,
  oneOf: (names) => `Eine dieser Personen lädt Sie ein: ${names}`,
  minutes: (count) => `${count} ${count === 1 ? 'Minute' : 'Minuten'}`,
  places: { video: 'Videoanruf', phone: 'Telefonat', inPerson: 'Persönlich' },
  yourBooking: 'Ihre Buchung',
  meeting: 'Termin',
  with: (names) => `mit ${names}`,
  needsScripts:
    'Diese Seite braucht JavaScript. Schalten Sie es ein, öffnen Sie den Link in einem anderen Browser, oder antworten Sie auf die Nachricht, in der er kam.',
  ends: {
    consumed: {
      title: 'Dieser Link wurde schon benutzt',
      text: ['Dieser Link galt für eine Buchung, und die wurde gemacht. Er ist nicht mehr gültig.'],
    },
    expired: {
      title: 'Dieser Link ist abgelaufen',
      text: [
        'Mit diesem Link wurde nicht rechtzeitig gebucht, deshalb ist er nicht mehr gültig. Es wurde nichts gebucht.',
        'Bitten Sie die Person, die ihn geschickt hat, um einen neuen Link.',
      ],
    },
    replaced: {
      title: 'Dieser Link wurde durch einen neueren ersetzt',
      text: [
        'An seiner Stelle gibt es einen neuen Link; dieser ist nicht mehr gültig.',
        'Sehen Sie nach einer neueren Nachricht der Person, die ihn geschickt hat, oder fragen Sie nach dem neuen Link.',
      ],
    },
    revoked: {
      title: 'Dieser Link wurde zurückgezogen',
      text: [
        'Die Person, die den Link geschickt hat, hat ihn zurückgezogen; er ist nicht mehr gültig. Es wurde nichts damit gebucht.',
        'Wenn Sie sich trotzdem treffen möchten, melden Sie sich bei ihr.',
      ],
    },
    unknown: {
      title: 'Diesen Link kennen wir nicht',
      text: [
        'Einen solchen Link gibt es nicht. Vielleicht ging beim Kopieren ein Teil der Adresse verloren.',
        'Öffnen Sie ihn noch einmal aus der Nachricht, in der er kam, oder fragen Sie die Person, die ihn geschickt hat.',
      ],
    },
  },
  wasItYou: 'Haben Sie selbst gebucht?',
  wasItYouText:
    'In Ihrer Bestätigung steht ein Link zu Ihrer Buchung; dort können Sie sie ansehen, verlegen oder absagen. Wenn Sie die E-Mail nicht finden, lassen Sie sie noch einmal an die Adresse schicken, mit der Sie gebucht haben.',
  somebodyElse: 'War es jemand anderes?',
  somebodyElseText: 'Jemand war schneller. Bitten Sie die Person, die den Link geschickt hat, um einen neuen.',
  fault: {
    title: 'Im Moment funktioniert etwas nicht',
    text: [
      'Bitte gehen Sie zurück und versuchen Sie es gleich noch einmal. Falls Sie gerade gebucht haben: noch einmal drücken bucht nicht zweimal.',
    ],
  },
  noBooking: {
    title: 'Diese Buchung kennen wir nicht',
    text: [
      'Unter dieser Adresse gibt es keine Buchung. Vielleicht ging beim Kopieren ein Teil verloren: öffnen Sie den Link aus Ihrer Bestätigung noch einmal.',
    ],
  },
};
