import type { EventTime } from '@bookonce/kernel/ports/written-events';
import { contentLines, escapedText, nameOfLine, textOfLines, utcValue } from './content-lines.js';

/**
 * The text for a server that must not invite anybody: attendees have mails of the product (RFC 6638, SCHEDULE-AGENT).
 */
export const withoutScheduling = (text: string): string => textOfLines(contentLines(text).map(ofClient));

/** A change to the event of a booking. */
export interface EventChange extends EventTime {
  /** Whether the event is elsewhere now. Otherwise its times stay as the host's program spells them. */
  readonly isMoved: boolean;
  /** Null: there is none. Undefined: it has not changed, so that of the host stays. */
  readonly location: string | null | undefined;
  readonly sequence: number;
  readonly changedAt: string;
}

/**
 * Changes the event in the text of an object, and keeps everything else that is there: alarms, words of the host, and
 * properties that no other program knows. Null if the object has no such event.
 */
export const changedEvent = (text: string, uid: string, change: EventChange): string | null => {
  const lines = contentLines(text);
  const event = eventIn(lines, uid);
  if (event === null) return null;
  const { from, to, own } = event;
  const sequence = Math.max(change.sequence, numberIn(own.find(({ name }) => name === 'SEQUENCE')?.line));
  const replaced = new Map<string, string | null>([
    ['SEQUENCE', `SEQUENCE:${sequence}`],
    ['DTSTAMP', `DTSTAMP:${utcValue(change.changedAt)}`],
    ['LAST-MODIFIED', `LAST-MODIFIED:${utcValue(change.changedAt)}`],
  ]);
  if (change.isMoved) {
    replaced.set('DTSTART', `DTSTART:${utcValue(change.start)}`).set('DTEND', `DTEND:${utcValue(change.end)}`);
    replaced.set('DURATION', null);
  }
  const { location } = change;
  if (location !== undefined) replaced.set('LOCATION', location === null ? null : `LOCATION:${escapedText(location)}`);
  const gone = new Set(own.filter(({ name }) => replaced.has(name)).map(({ index }) => index));
  const kept = lines.slice(from + 1, to).filter((_, index) => !gone.has(from + 1 + index));
  const added = [...replaced.values()].filter((line) => line !== null);
  const after = [...lines.slice(0, from + 1), ...added, ...kept, ...lines.slice(to)];
  return textOfLines(after.map(ofClient));
};

interface OwnLine {
  readonly index: number;
  readonly name: string;
  readonly line: string;
}

interface EventLines {
  /** Indexes of its BEGIN and END. */
  readonly from: number;
  readonly to: number;
  /** Without those of its alarms. */
  readonly own: readonly OwnLine[];
}

/** The event of this UID; of a series, the one without a RECURRENCE-ID. */
const eventIn = (lines: readonly string[], uid: string): EventLines | null => {
  let from = -1;
  let inside = 0;
  let own: OwnLine[] = [];
  for (const [index, line] of lines.entries()) {
    const name = nameOfLine(line);
    if (from < 0) {
      if (/^BEGIN:VEVENT$/i.test(line)) [from, inside, own] = [index, 0, []];
    } else if (name === 'BEGIN') inside += 1;
    else if (name === 'END' && inside > 0) inside -= 1;
    else if (name === 'END') {
      const isIt = own.some((one) => one.name === 'UID' && valueOf(one.line) === uid);
      if (isIt && !own.some((one) => one.name === 'RECURRENCE-ID')) return { from, to: index, own };
      from = -1;
    } else if (inside === 0) own.push({ index, name, line });
  }
  return null;
};

/** Without parameters, one of which may hold a colon in quotes. */
const valueOf = (line: string): string => /^(?:[^":]|"[^"]*")*:(.*)$/.exec(line)?.[1] ?? '';

const numberIn = (line: string | undefined): number => {
  const number = line === undefined ? 0 : Number(valueOf(line));
  return Number.isSafeInteger(number) ? number : 0;
};

const ofClient = (line: string): string =>
  /^(?:ORGANIZER|ATTENDEE)[;:]/i.test(line) && !/;SCHEDULE-AGENT=/i.test(line)
    ? line.replace(/^[A-Z]+/i, '$&;SCHEDULE-AGENT=CLIENT')
    : line;
