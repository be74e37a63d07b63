import type { enProblems } from './en-problems.js';

/** Was bei den Fehlern der API zu sagen ist, nach dem Ende ihres Typs. */
export const deProblems: typeof enProblems = {
  problems: {
    unauthorized: 'Ihre Anmeldung ist abgelaufen. Melden Sie sich neu an.',
    'owners-only': 'Das können nur Inhaber des Arbeitsbereichs. Bitten Sie einen von ihnen darum.',
    'last-owner': 'Es muss einen Inhaber geben. Machen Sie zuerst jemand anderen zum Inhaber.',
    'not-found': 'Das gibt es nicht mehr. Laden Sie die Seite neu.',
    'conflict-with-state': 'Hier hat sich inzwischen etwas geändert. Laden Sie die Seite neu.',
    'body-too-large': 'Das ist zu viel auf einmal. Kürzen Sie Ihre Angaben.',
    'body-too-complex': 'Das ist zu viel auf einmal. Kürzen Sie Ihre Angaben.',
    'hosts-deactivated':
      'Mit diesem Link könnte niemand buchen, weil ein Gastgeber deaktiviert ist. Reaktivieren Sie ihn oder wählen Sie einen anderen Gastgeber oder eine andere Terminart.',
    'link-unknown': 'Diesen Link gibt es nicht mehr.',
    'link-consumed': 'Der Link wurde inzwischen benutzt.',
    'link-expired': 'Der Link ist inzwischen abgelaufen.',
    'link-replaced': 'Der Link wurde inzwischen durch einen neuen ersetzt.',
    'link-revoked': 'Der Link wurde inzwischen widerrufen.',
    'link-without-address': 'Zu diesem Link fehlt die E-Mail-Adresse des Empfängers. Schicken Sie ihn selbst.',
    'slot-taken': 'Diese Zeit ist nicht mehr frei.',
    'slot-not-offered': 'Diese Zeit kann nicht gebucht werden.',
    'too-many-pending': 'Drei Buchungen mit diesem Link warten auf eine Bestätigung per E-Mail.',
    'too-many-attempts': 'Mit diesem Link sind keine Buchungsversuche mehr möglich, bis Sie weitere zulassen.',
    'too-many-requests': 'Zu viele Anfragen in kurzer Zeit. Warten Sie einen Moment und versuchen Sie es noch einmal.',
    'too-many-mails': 'Zu diesem Link können gerade keine weiteren E-Mails verschickt werden.',
    'booking-overdue': 'Die Buchung hat zu lange gedauert. Es wurde nichts gebucht. Versuchen Sie es noch einmal.',
    unavailable: 'Der Dienst ist gerade nicht erreichbar. Versuchen Sie es gleich noch einmal.',
    'not-visible-yet': 'Der Dienst braucht noch einen Moment. Versuchen Sie es gleich noch einmal.',
    'internal-error': 'Im Dienst ist etwas schiefgegangen. Versuchen Sie es noch einmal.',
  },
};
