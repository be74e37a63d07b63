import type { enCalendars } from './en-calendars.js';

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** Texte der Konsole zu verbundenen Kalendern und zu Zeiten, die nicht angeboten werden. */
export const deCalendars: typeof enCalendars = {
  calendars: {
    title: 'Kalender',
    lead: 'Was in diesen Kalendern belegt ist, kann nicht gebucht werden. Titel und Gäste der Ereignisse speichern wir nicht.',
    horizon: (days) => `Geprüft werden nur die nächsten ${days} Tage.`,
    newHost: 'Sobald diese Person gespeichert ist, können Sie Kalender verbinden und Feiertage auswählen.',
    none: 'Es ist kein Kalender verbunden.',
    connect: 'Kalender verbinden',
    connectTitle: 'Kalender verbinden',
    how: 'Womit',
    hows: { ics: 'Mit der Adresse des Kalenders', caldav: 'Mit Server und App-Passwort' },
    howHints: {
      ics: 'Geht bei jedem Anbieter. Bei Google und Outlook kann es Stunden dauern, bis eine Änderung dort ankommt.',
      caldav:
        'Änderungen kommen nach wenigen Minuten an. Google und Microsoft bieten das nicht: Nehmen Sie dort die Adresse.',
    },
    address: 'Adresse des Kalenders',
    addressHint:
      'Sie beginnt mit https:// oder webcal://. Wer sie kennt, kann den Kalender lesen. Wir zeigen sie deshalb nie wieder an.',
    server: 'Server',
    serverHint: 'Jede Adresse des Kontos genügt. Die Kalender finden wir selbst.',
    username: 'Benutzername',
    password: 'App-Passwort',
    passwordHint:
      'Legen Sie eines nur für Bookonce an, dann können Sie es jederzeit widerrufen. Wir zeigen es nie wieder an.',
    name: 'Name',
    nameHint: 'Ohne Angabe: wie der Kalender sich selbst nennt.',
    unnamed: 'Kalender',
    where: { ics: 'Wo Sie die Adresse finden', caldav: 'Wo Sie Server und App-Passwort finden' },
    providers: {
      ics: [
        [
          'Google',
          'Im Browser: Einstellungen, Kalender auswählen, „Kalender integrieren“, „Privatadresse im iCal-Format“.',
        ],
        [
          'Outlook, Microsoft 365',
          'Outlook im Web: Einstellungen, Kalender, „Freigegebene Kalender“, „Kalender veröffentlichen“. Kopieren Sie den ICS-Link.',
        ],
        [
          'iCloud',
          'Kalender-App oder icloud.com: Kalender als öffentlichen Kalender freigeben und den Link kopieren. Mit App-Passwort bleibt er privat.',
        ],
        ['Nextcloud', 'Kalender bearbeiten, „Link teilen“, dann den Abonnement-Link kopieren.'],
        ['Fastmail', 'Einstellungen, Kalender, bearbeiten und teilen: veröffentlichen und die Adresse kopieren.'],
        ['mailbox.org', 'Nehmen Sie Server und App-Passwort.'],
      ],
      caldav: [
        ['Google', 'Nicht möglich. Nehmen Sie die Adresse des Kalenders.'],
        ['Outlook, Microsoft 365', 'Nicht möglich. Nehmen Sie die Adresse des Kalenders.'],
        [
          'iCloud',
          'caldav.icloud.com. Das Passwort gibt es unter account.apple.com, „Anwendungsspezifische Passwörter“.',
        ],
        [
          'Nextcloud',
          'cloud.example.com/remote.php/dav, mit dem Namen Ihrer eigenen Cloud. Einstellungen, Sicherheit, „Neues App-Passwort erstellen“.',
        ],
        [
          'Fastmail',
          'caldav.fastmail.com. Einstellungen, Datenschutz und Sicherheit, App-Passwörter, mit Zugriff auf Kalender.',
        ],
        [
          'mailbox.org',
          'dav.mailbox.org. Einstellungen, Sicherheit, Anwendungspasswörter. Benutzername ist Ihre E-Mail-Adresse.',
        ],
      ],
    },
    connecting: 'Kalender wird gelesen …',
    connectNow: 'Verbinden',
    connected: (name, busy) => `${name} ist verbunden: ${count(busy, 'belegte Zeit', 'belegte Zeiten')}.`,
    states: { ok: 'In Ordnung', failing: 'Gestört' },
    read: (ago) => `Gelesen ${ago}`,
    neverRead: 'Noch nicht gelesen',
    failingSince: (time) => `Seit ${time} nicht lesbar.`,
    busy: (n) => count(n, 'belegte Zeit', 'belegte Zeiten'),
    skipped: (n) =>
      n === 1
        ? 'Ein Eintrag war nicht zu verstehen und zählt nicht.'
        : `${n} Einträge waren nicht zu verstehen und zählen nicht.`,
    unknownZones: (names) =>
      `${names.length === 1 ? 'Unbekannte Zeitzone' : 'Unbekannte Zeitzonen'}: ${names.map((name) => `„${name}“`).join(', ')}. Einträge damit zählen in der Zeitzone dieser Person.`,
    allEventsBusy: 'Auch als frei markierte Ereignisse zählen',
    refuses: 'Solange der Kalender nicht lesbar ist, kann niemand buchen.',
    readNow: 'Jetzt lesen',
    reading: 'Wird gelesen …',
    readNamed: (name) => `Jetzt lesen: ${name}`,
    readDone: (name) => `${name} wurde gelesen.`,
    readFailed: (name) => `${name} war nicht lesbar.`,
    saved: (name) => `Die Einstellungen von ${name} sind gespeichert.`,
    settings: 'Einstellungen',
    settingsNamed: (name) => `Einstellungen: ${name}`,
    which: 'Diese Kalender zählen',
    noneChosen: 'Wählen Sie mindestens einen.',
    allBusyLabel: 'Auch als frei markierte Ereignisse zählen',
    allBusyHint: 'Für Kalender, deren Anbieter alle Ereignisse als frei veröffentlicht.',
    whenUnreachable: 'Wenn der Kalender nicht lesbar ist',
    unreachableChoices: { lastKnown: 'Zuletzt gelesene Zeiten gelten', refuse: 'Niemand kann buchen' },
    unreachableHints: {
      lastKnown: 'Es kann weiter gebucht werden. Was inzwischen im Kalender dazukam, fehlt dabei.',
      refuse:
        'Nur für schnelle Server: Gäste warten bis zu 1,5 Sekunden. Solange der Kalender nicht lesbar ist, werden sie gebeten, es noch einmal zu versuchen.',
    },
    writeTo: 'Buchungen eintragen in',
    writeToHint:
      'Jede bestätigte Buchung wird dort eingetragen. Wird sie verschoben, zieht der Eintrag mit um. Wird sie abgesagt, verschwindet er.',
    writeNowhere: 'Keinen Kalender',
    writesTo: (name) => `Buchungen kommen in „${name}“`,
    differing: {
      movedByHost: (time) =>
        `Sie haben in diesem Kalender einen Termin auf ${time} verschoben. Die Buchung auch verschieben? Wenn nicht, schieben Sie den Termin zurück.`,
      deletedByHost: () =>
        'In diesem Kalender wurde ein Termin gelöscht. Die Buchung besteht weiter: Sagen Sie sie ab, wenn der Termin entfällt.',
      notWritten: () => 'Eine Buchung ließ sich nicht in diesen Kalender eintragen.',
    },
    showBooking: 'Buchung ansehen',
    reschedule: 'Buchung verschieben',
    access: 'Neue Adresse oder neues Passwort',
    accessHint: 'Leere Felder ändern nichts.',
    disconnect: 'Trennen',
    disconnectNamed: (name) => `${name} trennen`,
    disconnectTitle: (name) => `${name} trennen?`,
    disconnectWarning:
      'Seine belegten Zeiten, die Adresse und das Passwort werden gelöscht. Diese Zeiten können sofort gebucht werden. Eingetragene Termine bleiben im Kalender stehen.',
    disconnected: (name) => `${name} ist getrennt.`,
    tooOften: 'Kalender wurden zu oft gelesen. Warten Sie einen Moment und versuchen Sie es noch einmal.',
    unavailable:
      'Ein Kalender des Gastgebers ist nicht erreichbar, und solange kann nicht gebucht werden. Es wurde nichts gespeichert.',
    failureOfStatus: (kind, status) => {
      if (kind === 'unauthorized' && status === 403)
        return 'Der Server verweigert den Zugriff. Prüfen Sie Benutzername und Passwort. Viele Anbieter verlangen hier ein App-Passwort.';
      if (kind === 'unreachable' && status >= 300)
        return `Der Server meldet den Fehler ${status}. Prüfen Sie die Adresse. Stimmt sie, versuchen Sie es später noch einmal.`;
      return null;
    },
    failures: {
      notAllowed: 'Diese Adresse ist nicht erlaubt. Sie muss öffentlich sein und mit https:// beginnen.',
      notFound:
        'Unter dieser Adresse gibt es nichts. Prüfen Sie sie oder kopieren Sie sie noch einmal aus den Einstellungen des Kalenders.',
      unauthorized:
        'Der Server nimmt Benutzername und Passwort nicht an. Viele Anbieter verlangen hier ein App-Passwort.',
      notACalendar:
        'Unter dieser Adresse liegt kein Kalender. Kopieren Sie die Adresse im iCalendar-Format (.ics) aus den Einstellungen des Kalenders.',
      tooLarge: 'Der Kalender ist zu groß. Geben Sie einen kleineren frei.',
      timedOut:
        'Der Server hat nicht rechtzeitig geantwortet. Prüfen Sie die Adresse. Stimmt sie, versuchen Sie es später noch einmal.',
      unreachable:
        'Der Server ist nicht erreichbar oder meldet einen Fehler. Prüfen Sie die Adresse. Stimmt sie, versuchen Sie es später noch einmal.',
      retryAfter: 'Der Server bittet um eine Pause. Der Kalender wird später wieder gelesen.',
      tooSlow: 'Der Kalender ist zu groß oder zu komplex, um ihn rechtzeitig zu lesen.',
      tooManyInstances: 'Die Ereignisse des Kalenders wiederholen sich zu oft.',
      passwordNeeded: 'Die Adresse gehört zu einem anderen Server. Geben Sie auch das Passwort ein.',
      accessLost: 'Adresse und Passwort dieses Kalenders sind verloren. Geben Sie sie in den Einstellungen neu ein.',
      tooManyBusyTimes:
        'Der Kalender hat zu viele belegte Zeiten. Lassen Sie weniger Kalender zählen oder verbinden Sie einen anderen.',
      noCollection:
        'Das Konto hat keinen Kalender mit Ereignissen. Legen Sie dort einen an oder verbinden Sie ein anderes Konto.',
      notWritten: 'Eine Buchung ließ sich nicht eintragen. Prüfen Sie, ob das Konto in diesen Kalender schreiben darf.',
      tooManyCalendars: 'Mehr Kalender kann eine Person nicht haben. Trennen Sie zuerst einen.',
    },
  },
  why: {
    title: 'Warum fehlt eine Zeit?',
    hint: 'Wählen Sie eine Zeit, um den Grund zu sehen. Es gelten die gespeicherten Einstellungen.',
    date: 'Tag',
    starts: 'Zeiten an diesem Tag',
    missing: (time) => `${time}, nicht angeboten`,
    noStarts: 'An diesem Tag gibt es keine Zeiten.',
    time: 'Andere Uhrzeit',
    ask: 'Warum nicht diese Zeit?',
    incomplete: 'Wählen Sie Tag und Uhrzeit.',
    noSuchTime: 'An diesem Tag werden die Uhren umgestellt, diese Zeit gibt es nicht.',
    offered: (time) => `${time} wird angeboten.`,
    notOffered: (time) => `${time} wird nicht angeboten.`,
    free: 'Hat Zeit.',
    reasons: {
      hours: 'Der Termin passt nicht in die Zeiten dieser Person.',
      timeOff: 'Abwesend.',
      deactivated: 'Dieser Gastgeber ist deaktiviert.',
      interval: (minutes) =>
        `Startzeiten gibt es alle ${count(minutes, 'Minute', 'Minuten')}, diese gehört nicht dazu.`,
      past: 'Diese Zeit ist vorbei.',
      notice: (minutes) =>
        `Zu kurzfristig: Der Mindestvorlauf beträgt ${minutes % 60 === 0 ? count(minutes / 60, 'Stunde', 'Stunden') : count(minutes, 'Minute', 'Minuten')}.`,
      rolling: (days) =>
        days === 1
          ? 'Buchbar ist nur der heutige Tag.'
          : `Buchbar sind nur die nächsten ${days} Tage, heute eingeschlossen.`,
      range: (from, to) => `Buchbar ist nur ${from} bis ${to}.`,
      maxPerDay: (n) => `Für diesen Tag ist die Höchstzahl erreicht: ${count(n, 'Termin', 'Termine')}.`,
      booking: 'Zu dieser Zeit gibt es schon eine Buchung.',
      bufferOfBooking: 'Eine andere Buchung liegt näher, als die Puffer erlauben.',
      buffer: (source) => `Eine belegte Zeit liegt näher, als die Puffer erlauben: ${source}.`,
      busy: (source) => `Belegt: ${source}.`,
      unknownSource: 'anderer Kalender',
    },
    sources: {
      calendar: (name) => `Kalender „${name}“`,
      put: 'über die API gesetzt',
      holidays: (name) => `Feiertage (${name})`,
    },
    readAgo: (source, ago) => `${source}, gelesen ${ago}`,
    setAgo: (source, ago) => `${source}, ${ago}`,
  },
};
