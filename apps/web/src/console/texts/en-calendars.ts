const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** The console's texts about connected calendars, and about times that are not offered. */
export const enCalendars = {
  calendars: {
    title: 'Calendars',
    lead: 'Nothing can be booked while one of these calendars is busy. We do not store titles or guests of events.',
    horizon: (days: number) => `Only events of the next ${days} days are checked.`,
    newHost: 'Once this host is saved, you can connect calendars and choose holidays.',
    none: 'No calendar is connected.',
    connect: 'Connect a calendar',
    connectTitle: 'Connect a calendar',
    how: 'How',
    hows: { ics: 'By the address of the calendar', caldav: 'By server and app password' },
    howHints: {
      ics: 'Works with every provider. Google and Outlook may take hours to publish a change at such an address.',
      caldav: 'Changes show within minutes. Google and Microsoft do not offer this: use the address instead.',
    },
    address: 'Address of the calendar',
    addressHint:
      'It begins with https:// or webcal://. Anyone with this address can read the calendar, so we never show it again.',
    server: 'Server',
    serverHint: 'Any address of the account will do. We find its calendars.',
    username: 'User name',
    password: 'App password',
    passwordHint: 'Create one for Bookonce, so that you can revoke it at any time. We never show it again.',
    name: 'Name',
    nameHint: 'Leave empty to use the calendar’s own name.',
    unnamed: 'Calendar',
    where: { ics: 'Where to find the address', caldav: 'Where to find server and app password' },
    providers: {
      ics: [
        ['Google', 'In a browser: Settings, choose the calendar, Integrate calendar, “Secret address in iCal format”.'],
        [
          'Outlook, Microsoft 365',
          'Outlook on the web: Settings, Calendar, Shared calendars, Publish a calendar. Copy the ICS link.',
        ],
        [
          'iCloud',
          'Calendar app or icloud.com: share the calendar as a public calendar and copy the link. An app password keeps it private.',
        ],
        ['Nextcloud', 'Calendar: edit the calendar, add a share link, copy the subscription link.'],
        ['Fastmail', 'Settings, Calendars, Edit and share: publish the calendar and copy its address.'],
        ['mailbox.org', 'Use server and app password.'],
      ],
      caldav: [
        ['Google', 'Not possible. Use the address of the calendar.'],
        ['Outlook, Microsoft 365', 'Not possible. Use the address of the calendar.'],
        ['iCloud', 'caldav.icloud.com. Create the password at account.apple.com, App-Specific Passwords.'],
        [
          'Nextcloud',
          'cloud.example.com/remote.php/dav, with the name of your own cloud. Settings, Security, Create new app password.',
        ],
        ['Fastmail', 'caldav.fastmail.com. Settings, Privacy & Security, app passwords, with access to calendars.'],
        [
          'mailbox.org',
          'dav.mailbox.org. Settings, Security, application passwords. Your e-mail address is the user name.',
        ],
      ],
    } as Readonly<Record<'ics' | 'caldav', readonly (readonly [string, string])[]>>,
    connecting: 'Reading the calendar…',
    connectNow: 'Connect',
    connected: (name: string, busy: number) => `${name} is connected: ${count(busy, 'busy time', 'busy times')}.`,
    states: { ok: 'Works', failing: 'Fails' },
    read: (ago: string) => `Read ${ago}`,
    neverRead: 'Not read yet',
    failingSince: (time: string) => `Cannot be read since ${time}.`,
    busy: (n: number) => count(n, 'busy time', 'busy times'),
    skipped: (n: number) =>
      n === 1
        ? 'One entry could not be understood and does not count.'
        : `${n} entries could not be understood and do not count.`,
    unknownZones: (names: readonly string[]) =>
      `${names.length === 1 ? 'Unknown time zone' : 'Unknown time zones'}: ${names.map((name) => `“${name}”`).join(', ')}. ${names.length === 1 ? 'Its' : 'Their'} entries count in the host’s time zone.`,
    allEventsBusy: 'Events marked as free count, too',
    refuses: 'Nothing can be booked while it cannot be read.',
    readNow: 'Read now',
    reading: 'Reading…',
    readNamed: (name: string) => `Read now: ${name}`,
    readDone: (name: string) => `${name} was read.`,
    readFailed: (name: string) => `${name} could not be read.`,
    saved: (name: string) => `The settings of ${name} are saved.`,
    settings: 'Settings',
    settingsNamed: (name: string) => `Settings of ${name}`,
    which: 'Calendars that count',
    noneChosen: 'Choose at least one.',
    allBusyLabel: 'Events marked as free count, too',
    allBusyHint: 'For calendars whose provider publishes every event as free.',
    whenUnreachable: 'While it cannot be read',
    unreachableChoices: { lastKnown: 'Use the times last read', refuse: 'Refuse bookings' },
    unreachableHints: {
      lastKnown: 'Attendees can still book. Meetings added in the meantime are not seen.',
      refuse: 'For fast servers only: attendees wait up to 1.5 seconds, and see “try again” while it cannot be read.',
    },
    writeTo: 'Where bookings go',
    writeToHint:
      'Each confirmed booking becomes an event there. It follows when the booking is rescheduled, and is deleted when it is cancelled.',
    writeNowhere: 'Nowhere',
    writesTo: (name: string) => `Bookings go to “${name}”`,
    differing: {
      movedByHost: (time: string) =>
        `You moved a meeting to ${time} in this calendar. Reschedule the booking, too? If not, move the event back.`,
      deletedByHost: () =>
        'A meeting was deleted from this calendar. Its booking still stands: cancel it if the meeting is off.',
      notWritten: () => 'A booking could not be written to this calendar.',
    },
    showBooking: 'Show booking',
    reschedule: 'Reschedule the booking',
    access: 'New address or password',
    accessHint: 'Leave empty to keep what is stored.',
    disconnect: 'Disconnect',
    disconnectNamed: (name: string) => `Disconnect ${name}`,
    disconnectTitle: (name: string) => `Disconnect ${name}?`,
    disconnectWarning:
      'We delete its busy times, address and password, so those times can be booked at once. Events that we wrote to it stay there.',
    disconnected: (name: string) => `${name} is disconnected.`,
    tooOften: 'Calendars were read too often. Wait a moment and try again.',
    unavailable: 'A calendar of the host cannot be read. Until it can, the host takes no bookings. Nothing was stored.',
    /** By kind of failure. Others come in the service's own words. */
    failures: {} as Readonly<Record<string, string>>,
    /** By kind and HTTP status, if that says more than the kind alone. */
    failureOfStatus: (_kind: string, _status: number): string | null => null,
  },
  why: {
    title: 'Why is a time missing?',
    hint: 'Choose a time to see the reason. The saved settings apply.',
    date: 'Day',
    starts: 'Times of this day',
    missing: (time: string) => `${time}, not offered`,
    noStarts: 'No hours on this day.',
    time: 'Another time',
    ask: 'Why not this time?',
    incomplete: 'Choose a day and a time.',
    noSuchTime: 'The clocks change on that day, and this time does not exist.',
    offered: (time: string) => `${time} is offered.`,
    notOffered: (time: string) => `${time} is not offered.`,
    free: 'Available.',
    reasons: {
      hours: 'The meeting does not fit into the hours.',
      timeOff: 'Time off.',
      deactivated: 'This host is deactivated.',
      interval: (minutes: number) =>
        `Start times are every ${count(minutes, 'minute', 'minutes')}; this is not one of them.`,
      past: 'This time is in the past.',
      notice: (minutes: number) =>
        `Too soon: the minimum notice is ${minutes % 60 === 0 ? count(minutes / 60, 'hour', 'hours') : count(minutes, 'minute', 'minutes')}.`,
      rolling: (days: number) => `Only the next ${count(days, 'day', 'days')} can be booked, today included.`,
      range: (from: string, to: string) => `Only ${from} to ${to} can be booked.`,
      maxPerDay: (n: number) => `The maximum for that day is reached: ${count(n, 'meeting', 'meetings')}.`,
      booking: 'Another booking at this time.',
      bufferOfBooking: 'Another booking is closer than the buffers allow.',
      buffer: (source: string) => `A busy time is closer than the buffers allow: ${source}.`,
      busy: (source: string) => `Busy: ${source}.`,
      unknownSource: 'another calendar',
    },
    sources: {
      calendar: (name: string) => `calendar “${name}”`,
      put: 'set by the API',
      holidays: (name: string) => `holidays (${name})`,
    },
    readAgo: (source: string, ago: string) => `${source}, read ${ago}`,
    setAgo: (source: string, ago: string) => `${source} ${ago}`,
  },
};
