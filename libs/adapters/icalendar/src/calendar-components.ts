/** The lines of an event or a zone, unfolded, from BEGIN to END. */
export type ComponentLines = readonly string[];

export interface CalendarComponents {
  readonly events: readonly ComponentLines[];
  readonly zones: readonly ComponentLines[];
  /** Number of events that have no end. */
  readonly broken: number;
}

/** Properties of events and zones that matter to busy times. */
const PROPERTIES = [
  'UID',
  'RECURRENCE-ID',
  'SEQUENCE',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'STATUS',
  'TRANSP',
  // Of the people invited only those who declined matter. Rooms and groups may fill a file.
  'ATTENDEE(?=;.*DECLINED)',
  'X-MICROSOFT-CDO-BUSYSTATUS',
  'TZID',
  'TZOFFSETFROM',
  'TZOFFSETTO',
];

/** All lines that matter. The rest, such as descriptions, is most of a file, and is never looked at again. */
const LINES = new RegExp(`^(?:BEGIN|END|${PROPERTIES.join('|')})[;:].*`, 'gim');

/** The first line that is not empty begins a calendar. */
const CALENDAR = /^\s*BEGIN:VCALENDAR\s/i;

/** Long lines are folded: a line break before a space or a tab belongs to neither. */
const unfold = (text: string): string => text.replace(/\r?\n[ \t]/g, '');

/** Names of zones with a colon need quotes, which Outlook forgets: `TZID=tzone://Microsoft/Utc`. */
const UNQUOTED_ZONE = /;TZID=([^":;]*:[^";]*):([^:]*)$/i;
const quoteZone = (line: string): string => line.replace(UNQUOTED_ZONE, ';TZID="$1":$2');

/** The component that is open, and how many are open inside of it. */
interface Open {
  readonly kind: 'VEVENT' | 'VTIMEZONE';
  readonly lines: string[];
  depth: number;
}

/** Sorts lines into components, one after the other. */
class ComponentCollector {
  readonly events: ComponentLines[] = [];
  readonly zones: ComponentLines[] = [];
  broken = 0;
  #open: Open | null = null;

  add(line: string): void {
    const end = line.indexOf(':');
    const name = line.slice(0, end).toUpperCase();
    if (name === 'BEGIN')
      this.#begin(
        line
          .slice(end + 1)
          .trim()
          .toUpperCase(),
        line,
      );
    else if (name === 'END')
      this.#end(
        line
          .slice(end + 1)
          .trim()
          .toUpperCase(),
        line,
      );
    else this.#addProperty(quoteZone(line));
  }

  /** Nothing follows, so nothing may be open. */
  finish(): void {
    if (this.#open?.kind === 'VEVENT') this.broken += 1;
    this.#open = null;
  }

  #addProperty(line: string): void {
    // Properties of alarms look like those of their event.
    if (this.#open !== null && (this.#open.depth === 0 || this.#open.kind === 'VTIMEZONE')) this.#open.lines.push(line);
  }

  #begin(component: string, line: string): void {
    if (component === 'VEVENT' || component === 'VTIMEZONE') {
      this.finish();
      this.#open = { kind: component, lines: [line], depth: 0 };
    } else if (this.#open !== null) {
      this.#open.depth += 1;
      if (this.#open.kind === 'VTIMEZONE') this.#open.lines.push(line);
    }
  }

  #end(component: string, line: string): void {
    if (component === 'VCALENDAR') this.finish();
    if (this.#open === null) return;
    if (component !== this.#open.kind) {
      this.#open.depth -= 1;
      if (this.#open.kind === 'VTIMEZONE') this.#open.lines.push(line);
      return;
    }
    this.#open.lines.push(line);
    (this.#open.kind === 'VEVENT' ? this.events : this.zones).push(this.#open.lines);
    this.#open = null;
  }
}

/**
 * Splits a calendar file into its events and zones. Null if the text is no calendar. Lines may end with CR LF or LF,
 * and a file may hold several calendars.
 */
export const componentsOf = (text: string): CalendarComponents | null => {
  if (!CALENDAR.test(text)) return null;
  const collector = new ComponentCollector();
  for (const line of unfold(text).match(LINES) ?? []) collector.add(line);
  collector.finish();
  const { events, zones, broken } = collector;
  return { events, zones, broken };
};
