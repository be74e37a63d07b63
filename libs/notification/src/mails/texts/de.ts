import { invitationSubject } from '@bookonce/contracts/values/invitation-subject';
import { hostsMeetingTitle } from '@bookonce/contracts/values/meeting-title';
import type { MailTexts } from './en.js';
import type { Names } from './names.js';

const list = new Intl.ListFormat('de');
const listed = (names: readonly string[]): string => list.format(names.filter((name) => name !== ''));
const withHosts = ({ meeting, hosts }: Names): string =>
  hosts.length === 0 ? meeting : `${meeting} mit ${listed(hosts)}`;
const withAttendee = (names: Names): string => hostsMeetingTitle('de', names);
const inMinutes = (minutes: number): string => (minutes === 1 ? '1 Minute' : `${minutes} Minuten`);
const quoted = ({ meeting, hosts }: Names): string =>
  hosts.length === 0 ? `„${meeting}“` : `„${meeting}“ mit ${listed(hosts)}`;

export const de: MailTexts = {
  hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
  attendeesMeeting: withHosts,
  hostsMeeting: withAttendee,
  guestsMeeting: ({ meeting, hosts, attendee }) => `${meeting} mit ${listed([attendee, ...hosts])}`,
  labels: {
    when: 'Wann',
    before: 'Bisher',
    where: 'Wo',
    withWhom: 'Mit',
    guests: 'Weitere Personen',
    note: 'Anmerkung',
    reason: 'Grund',
    message: 'Nachricht',
  },
  yes: 'ja',
  no: 'nein',
  manage: 'Termin ansehen, verschieben oder absagen',
  seeBooking: 'Buchung ansehen',
  manageInCalendar: (url) => `Termin ansehen oder ändern: ${url}`,
  askForLink: 'Für einen anderen Termin bitten Sie um einen neuen Link. Ihr bisheriger wurde schon benutzt.',
  takesNoPlace: 'Der Termin findet nicht statt.',
  free: 'Die Zeit ist wieder frei.',

  optIn: {
    subject: (names) => `Bitte bestätigen: ${withHosts(names)}`,
    heading: 'Bestätigen Sie Ihren Termin',
    lead: (names) =>
      `mit dieser E-Mail-Adresse wurde ${quoted(names)} angefragt. Bitte bestätigen Sie, dass die Anfrage von Ihnen kommt.`,
    button: 'Termin bestätigen',
    hint: (until) =>
      `Die Zeit ist bis ${until} für Sie reserviert. Gebucht wird erst, wenn Sie bestätigen. Wenn Sie das nicht waren, ignorieren Sie diese E-Mail.`,
  },
  requested: {
    subject: (names) => `Anfrage erhalten: ${withHosts(names)}`,
    heading: 'Wir haben Ihre Anfrage erhalten',
    lead: (names) => `wir haben Ihre Anfrage für ${quoted(names)} erhalten. Gebucht ist der Termin noch nicht.`,
    next: (until) =>
      until === null
        ? 'Sie bekommen eine E-Mail, sobald der Termin zugesagt oder abgelehnt wird. Solange bleibt die Zeit für Sie reserviert.'
        : `Sie bekommen eine E-Mail, sobald der Termin zugesagt oder abgelehnt wird, spätestens am ${until}. Solange bleibt die Zeit für Sie reserviert.`,
    manage: 'Anfrage ansehen, verschieben oder zurückziehen',
  },
  asked: {
    subject: (names) => `Bitte antworten: ${withAttendee(names)}`,
    movedSubject: (names) => `Neue Zeit, bitte antworten: ${withAttendee(names)}`,
    heading: ({ attendee }) => `${attendee} bittet um einen Termin`,
    movedHeading: ({ attendee }) => `${attendee} bittet um eine andere Zeit`,
    changedSubject: (names) => `Neue Dauer, bitte antworten: ${withAttendee(names)}`,
    changedHeading: ({ attendee }) => `Die Anfrage von ${attendee} hat sich geändert`,
    lead: ({ meeting, attendee }) => `${attendee} möchte „${meeting}“ buchen. Sagen Sie zu?`,
    movedLead: ({ meeting }) =>
      `Die Anfrage für „${meeting}“ wurde verschoben. Deshalb fragen wir Sie noch einmal: Sagen Sie zu?`,
    changedLead: ({ meeting }) =>
      `Die Anfrage für „${meeting}“ hat eine neue Dauer. Deshalb fragen wir Sie noch einmal: Sagen Sie zu?`,
    approve: 'Zusagen',
    decline: 'Ablehnen',
    hint: (until) =>
      `„Zusagen“ und „Ablehnen“ fragen noch einmal nach, bevor etwas geschieht.${until === null ? '' : ` Wenn Sie bis ${until} nicht antworten, wird die Anfrage abgelehnt.`}`,
    movedHint: 'Die Knöpfe in früheren E-Mails gelten nicht mehr.',
  },
  clash: {
    subject: (names) => `Zeit belegt: ${withAttendee(names)}`,
    heading: 'Ihre Zeit ist belegt',
    lead: ({ meeting, attendee }) =>
      `Die Anfrage von ${attendee} für „${meeting}“ haben Sie noch nicht beantwortet. Inzwischen haben Sie zur selben Zeit etwas anderes vor.`,
    ownCalendar: (calendar) => `Ihr Kalender „${calendar}“ ist zu dieser Zeit belegt.`,
    ownTimes: 'Über die API ist diese Zeit als belegt eingetragen.',
    ownHoliday: (name) => `Sie haben an diesem Tag einen Feiertag (${name}).`,
    ofOther: (host, source) => `Bei ${host} ist diese Zeit belegt (${source}).`,
    labels: {
      calendar: (name) => `Kalender „${name}“`,
      put: 'über die API eingetragen',
      holidays: (name) => `Feiertage: ${name}`,
    },
    booked:
      'Die Zeit war schon vorher reserviert, deshalb ist der Termin gebucht. Wenn es nicht geht, verschieben Sie ihn oder sagen Sie ihn ab.',
    hint: ({ attendee }) =>
      `Die Zeit bleibt für ${attendee} reserviert, bis Sie antworten. „Zusagen“ und „Ablehnen“ fragen noch einmal nach, bevor etwas geschieht.`,
  },
  booked: {
    subject: (names) => `Gebucht: ${withHosts(names)}`,
    heading: 'Ihr Termin ist gebucht',
    lead: (names) => `Ihr Termin ${quoted(names)} ist gebucht.`,
    approvedLead: (names) => `Ihre Anfrage wurde angenommen: Ihr Termin ${quoted(names)} ist gebucht.`,
    hint: 'Ihr Buchungslink wurde benutzt. Bewahren Sie diese E-Mail auf: Mit ihr kommen Sie zurück zu Ihrem Termin.',
    hostSubject: ({ meeting, attendee }) => `${attendee} hat ${meeting} gebucht`,
    hostHeading: 'Neue Buchung',
    hostLead: ({ meeting, attendee }) => `${attendee} hat „${meeting}“ gebucht.`,
    approvedHostSubject: (names) => `Zugesagt: ${withAttendee(names)}`,
    approvedHostHeading: 'Der Termin ist zugesagt',
    approvedHostLead: ({ meeting, attendee }) =>
      `Die Anfrage von ${attendee} für „${meeting}“ wurde angenommen. Der Termin ist gebucht.`,
    behalfHostSubject: (names) => `Gebucht: ${withAttendee(names)}`,
    behalfHostLead: ({ meeting, attendee }) => `„${meeting}“ wurde für ${attendee} gebucht.`,
  },
  invited: {
    subject: (names) => `Einladung: ${withHosts(names)}`,
    heading: 'Sie sind eingeladen',
    lead: (names) => `${names.attendee} lädt Sie ein zu ${quoted(names)}.`,
    hint: (attendee) =>
      `Nur ${attendee} kann den Termin verschieben oder absagen. Fragen Sie dort nach, wenn die Zeit nicht passt.`,
  },
  moved: {
    heading: 'Der Termin wurde verschoben',
    lead: (names) => `Ihr Termin ${quoted(names)} wurde verschoben.`,
    guestLead: (names) => `${quoted(names)} wurde verschoben.`,
    hostLead: ({ meeting, attendee }) => `„${meeting}“ mit ${attendee} wurde verschoben.`,
    hostHint: 'Die bisherige Zeit ist wieder frei.',
    prefix: 'Verschoben: ',
    askedHeading: 'Ihre Anfrage wurde verschoben',
    askedLead: (names) =>
      `Ihre Anfrage für ${quoted(names)} wurde verschoben. Gebucht ist der Termin noch nicht: Der Gastgeber wird noch einmal gefragt.`,
  },
  lengthChanged: {
    prefix: 'Neue Dauer: ',
    heading: 'Der Termin hat eine neue Dauer',
    lead: (names, minutes) => `Ihr Termin ${quoted(names)} dauert jetzt ${inMinutes(minutes)}.`,
    guestLead: (names, minutes) => `${quoted(names)} dauert jetzt ${inMinutes(minutes)}.`,
    hostLead: ({ meeting, attendee }, minutes) => `„${meeting}“ mit ${attendee} dauert jetzt ${inMinutes(minutes)}.`,
    askedLead: (names, minutes) =>
      `Ihre Anfrage für ${quoted(names)} gilt jetzt für ${inMinutes(minutes)}. Gebucht ist der Termin noch nicht: Der Gastgeber wird noch einmal gefragt.`,
  },
  placeChanged: {
    prefix: 'Neuer Ort: ',
    heading: 'Der Ort hat sich geändert',
    lead: (names) => `Ihr Termin ${quoted(names)} hat einen neuen Ort.`,
    guestLead: (names) => `${quoted(names)} hat einen neuen Ort.`,
    hostLead: ({ meeting, attendee }) => `„${meeting}“ mit ${attendee} hat einen neuen Ort.`,
    openLead: ({ meeting }) => `Es steht noch nicht fest, wo „${meeting}“ stattfindet.`,
    askedLead: (names) =>
      `der Ort Ihrer Anfrage für ${quoted(names)} hat sich geändert. Gebucht ist der Termin noch nicht.`,
  },
  severalChanges: {
    prefix: 'Geändert: ',
    heading: 'Der Termin hat sich geändert',
    lead: (names) => `Ihr Termin ${quoted(names)} hat sich mehrmals geändert. Jetzt gilt:`,
    guestLead: (names) => `${quoted(names)} hat sich mehrmals geändert. Jetzt gilt:`,
    hostLead: ({ meeting, attendee }) => `„${meeting}“ mit ${attendee} hat sich mehrmals geändert. Jetzt gilt:`,
    askedLead: (names) =>
      `Ihre Anfrage für ${quoted(names)} hat sich mehrmals geändert. Gebucht ist der Termin noch nicht: Der Gastgeber wird noch einmal gefragt.`,
  },
  cancelled: {
    prefix: 'Abgesagt: ',
    heading: 'Der Termin ist abgesagt',
    byAttendee: (names) => `Sie haben ${quoted(names)} abgesagt.`,
    byHost: (names) => `${quoted(names)} wurde abgesagt.`,
    guestLead: (names) => `${quoted(names)} wurde abgesagt. ${names.attendee} hatte Sie dazu eingeladen.`,
    hostByAttendee: ({ meeting, attendee }) => `${attendee} hat „${meeting}“ abgesagt.`,
    hostByHost: ({ meeting, attendee }) => `„${meeting}“ mit ${attendee} wurde vom Gastgeber abgesagt.`,
  },
  requestCancelled: {
    prefix: 'Anfrage zurückgezogen: ',
    heading: 'Die Anfrage wurde zurückgezogen',
    lead: (names) => `Sie haben Ihre Anfrage für ${quoted(names)} zurückgezogen.`,
    hostLead: ({ meeting, attendee }) =>
      `${attendee} hat die Anfrage für „${meeting}“ zurückgezogen. Sie brauchen nicht mehr zu antworten.`,
  },
  declined: {
    subject: (names) => `Abgelehnt: ${withHosts(names)}`,
    heading: 'Ihre Anfrage wurde abgelehnt',
    lead: (names) => `Ihre Anfrage für ${quoted(names)} wurde abgelehnt.`,
    button: 'Anderen Termin wählen',
    linkHint: (until) => `Dieser neue Link ist nur für Sie. Er gilt für eine Buchung, bis ${until}.`,
  },
  lapsed: {
    subject: (names) => `Keine Antwort: ${withHosts(names)}`,
    heading: 'Ihre Anfrage blieb unbeantwortet',
    lead: (names) => `Ihre Anfrage für ${quoted(names)} wurde nicht rechtzeitig beantwortet.`,
    hostSubject: (names) => `Anfrage abgelaufen: ${withAttendee(names)}`,
    hostHeading: 'Eine Anfrage ist abgelaufen',
    hostLead: ({ meeting, attendee }) =>
      `Die Anfrage von ${attendee} für „${meeting}“ wurde nicht rechtzeitig beantwortet und ist damit abgelehnt.`,
    hostHint: ({ attendee }) => `Wenn Sie sich trotzdem treffen möchten, schicken Sie ${attendee} einen neuen Link.`,
  },
  reminder: {
    prefix: 'Erinnerung: ',
    heading: 'Ihr Termin steht bevor',
    lead: (names) => `wir erinnern Sie an Ihren Termin ${quoted(names)}.`,
    hostLead: ({ meeting, attendee }) => `Wir erinnern Sie an „${meeting}“ mit ${attendee}.`,
  },
  manageLink: {
    subject: (names) => `Ihr Termin: ${withHosts(names)}`,
    heading: 'Ihr Termin',
    lead: (names) => `hier ist der Link zu Ihrem Termin ${quoted(names)}.`,
    button: 'Termin öffnen',
    states: {
      awaitingApproval: 'Er ist noch nicht zugesagt.',
      declined: 'Er wurde abgelehnt.',
      cancelled: 'Er wurde abgesagt.',
    },
    hint: 'Wenn Sie diese E-Mail nicht angefordert haben, ignorieren Sie sie. Nur Sie haben sie bekommen.',
  },
  linkInvitation: {
    subject: (names) => invitationSubject('de', names),
    heading: 'Wählen Sie einen Termin',
    lead: (names) => `bitte wählen Sie einen Termin für ${quoted(names)}.`,
    button: 'Termin wählen',
    hint: (until) => `Der Link ist nur für Sie. Er gilt für eine Buchung, bis ${until}.`,
  },
  linkReminder: {
    subject: (names) => `Erinnerung: Wählen Sie einen Termin für ${withHosts(names)}`,
    heading: 'Wählen Sie einen Termin',
    lead: (names) => `bitte wählen Sie einen Termin für ${quoted(names)}.`,
    button: 'Termin wählen',
    fresh: 'Dies ist ein neuer Link, denn Ihr bisheriger ist abgelaufen.',
    hint: (until) =>
      `Der Link ist nur für Sie. Er gilt für eine Buchung, bis ${until}. Wenn Sie schon gebucht haben, brauchen Sie nichts mehr zu tun.`,
  },
  calendarFailing: {
    subject: (calendar) => `Ihr Kalender „${calendar}“ lässt sich nicht abrufen`,
    heading: 'Ein Kalender lässt sich nicht abrufen',
    lead: (calendar, since) => `Ihr verbundener Kalender „${calendar}“ lässt sich seit ${since} nicht abrufen.`,
    lastKnown:
      'Bis er wieder erreichbar ist, gelten die zuletzt abgerufenen Zeiten. Neuere Einträge werden nicht berücksichtigt.',
    refused:
      'Bis er wieder erreichbar ist, kann niemand bei Ihnen buchen. So haben Sie es für diesen Kalender festgelegt.',
    advice: {
      access:
        'Der Server lehnt Benutzername und Passwort ab. Geben Sie beides neu ein; viele Anbieter verlangen ein App-Passwort.',
      address:
        'Unter der hinterlegten Adresse gibt es keinen Kalender mehr. Kopieren Sie die Adresse erneut aus Ihrem Kalender.',
      server:
        'Der Server antwortet nicht wie erwartet. Wenn sich der Kalender anderswo öffnen lässt, prüfen Sie hier die Adresse.',
    },
    button: 'Kalender prüfen',
  },
  calendarWorks: {
    subject: (calendar) => `Ihr Kalender „${calendar}“ ist wieder erreichbar`,
    heading: 'Der Kalender ist wieder erreichbar',
    lead: (calendar, since) =>
      `Ihr verbundener Kalender „${calendar}“ ließ sich seit ${since} nicht abrufen. Jetzt ist er wieder erreichbar, und seine Einträge zählen wie zuvor.`,
    button: 'Kalender ansehen',
  },
  signIn: {
    subject: (workspace) => `Anmeldung bei ${workspace}`,
    heading: 'Anmelden',
    lead: (workspace) => `hier ist Ihr Link zur Anmeldung in der Konsole von „${workspace}“.`,
    button: 'Anmelden',
    hint: 'Er funktioniert einmal, innerhalb von 15 Minuten. Wenn Sie ihn nicht angefordert haben, ignorieren Sie diese E-Mail: Ohne sie kann sich niemand anmelden.',
  },
};
