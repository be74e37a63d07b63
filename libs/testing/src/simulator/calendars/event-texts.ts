/** An event of a simulated calendar. Times are instants in UTC. */
export interface SimulatedEvent {
  readonly uid: string;
  readonly start: string;
  readonly end: string;
  /** It leaves its host free. */
  readonly isTransparent: boolean;
}

/** A calendar file (RFC 5545) with these events. */
export const calendarText = (events: readonly SimulatedEvent[]): string =>
  textOf([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//example//simulated calendar//EN',
    ...events.flatMap(linesOf),
    'END:VCALENDAR',
  ]);

const linesOf = ({ uid, start, end, isTransparent }: SimulatedEvent): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20260101T000000Z',
  `DTSTART:${utcTime(start)}`,
  `DTEND:${utcTime(end)}`,
  ...(isTransparent ? ['TRANSP:TRANSPARENT'] : []),
  'SUMMARY:Something',
  'END:VEVENT',
];

const textOf = (lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;

const utcTime = (instant: string): string => instant.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');

/** Reads events as this file and the product write them, by other means than the product's own reader. */
export const eventsIn = (text: string): readonly SimulatedEvent[] => {
  const lines = text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const events: SimulatedEvent[] = [];
  let fields: Map<string, string> | null = null;
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') fields = new Map();
    else if (line === 'END:VEVENT') {
      if (fields !== null) events.push(eventOf(fields));
      fields = null;
    } else if (fields !== null) {
      const colon = line.indexOf(':');
      fields.set(line.slice(0, colon), line.slice(colon + 1));
    }
  }
  return events;
};

const eventOf = (fields: ReadonlyMap<string, string>): SimulatedEvent => ({
  uid: fields.get('UID') ?? '',
  start: instantIn(fields.get('DTSTART')),
  end: instantIn(fields.get('DTEND')),
  isTransparent: fields.get('TRANSP') === 'TRANSPARENT',
});

const instantIn = (value: string | undefined): string => {
  const [, date, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value ?? '') ?? [];
  if (second === undefined) throw new Error(`a simulated calendar has no time ${value ?? ''}`);
  return `${date}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
};

/** The same text with the event at another time, as its host's program writes it. */
export const movedText = (text: string, start: string, end: string): string =>
  text
    .replaceAll(/\r?\n[ \t]/g, '')
    .replace(/^DTSTART:.*$/m, `DTSTART:${utcTime(start)}`)
    .replace(/^DTEND:.*$/m, `DTEND:${utcTime(end)}`);
