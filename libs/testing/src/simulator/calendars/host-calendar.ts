import type {
  CalendarObject,
  CalendarRead,
  CollectionChanges,
  FindRequest,
  RemoveOutcome,
  RemoveRequest,
  WriteOutcome,
  WriteRequest,
} from '@bookonce/kernel/ports/calendar-servers';
import { FEED_HREF } from '@bookonce/kernel/ports/calendar-servers';
import type { Json } from '@bookonce/kernel/json';
import { calendarText, eventsIn, movedText, type SimulatedEvent } from './event-texts.js';

/**
 * How the server of a calendar behaves. `stale`: it shows an earlier version. `empty`: it shows nothing. `unchanged`: it
 * says that nothing has changed.
 */
export type Mood = 'honest' | 'away' | 'slow' | 'stale' | 'empty' | 'unchanged';

interface StoredObject extends CalendarObject {
  readonly etag: string;
  /** The host has moved this event of the product. */
  readonly isMovedByHost: boolean;
}

type Objects = ReadonlyMap<string, StoredObject>;

const NOTHING: Objects = new Map();
/** The version that a server names that shows nothing. */
const NO_VERSION = -1;

/** An answer of the server, and all that it makes its client believe. */
export interface Said {
  readonly read: CalendarRead;
  readonly content: readonly SimulatedEvent[];
}

/** A calendar of a host on somebody else's server: its truth over time, and the server's behaviour. */
export class HostCalendar {
  readonly url: string;
  readonly href: string;
  /** Breaches of the host's trust that the server has seen. */
  readonly protests: string[] = [];
  /** UIDs of the events of bookings that the host has moved or deleted here. */
  readonly touched = new Set<string>();
  mood: Mood = 'honest';
  readonly #versions: Objects[] = [NOTHING];
  readonly #deletedByHost = new Set<string>();
  #shownVersion = 0;

  constructor(
    readonly name: string,
    readonly kind: 'ics' | 'caldav',
  ) {
    this.url = `https://calendars.example.com/${name}/${kind === 'ics' ? 'feed.ics' : ''}`;
    this.href = kind === 'ics' ? FEED_HREF : `${this.url}work/`;
  }

  get version(): number {
    return this.#versions.length - 1;
  }

  /** The events that it truly holds. */
  get events(): readonly SimulatedEvent[] {
    return contentOf(this.#now);
  }

  behave(mood: Mood): void {
    this.mood = mood;
    this.#shownVersion = Math.max(0, this.version - 1);
  }

  /** The host changes the calendar: an event of the same UID is replaced. */
  put(event: SimulatedEvent): void {
    this.#set(`${this.href}${event.uid}.ics`, calendarText([event]), false);
  }

  /** The host deletes an event. */
  delete(uid: string): void {
    const object = this.#of(uid);
    if (object === null) return;
    const next = new Map(this.#now);
    next.delete(object.href);
    this.#versions.push(next);
    this.touched.add(uid);
    this.#deletedByHost.add(uid);
  }

  /** The host drags an event elsewhere. */
  move(uid: string, start: string, end: string): void {
    const object = this.#of(uid);
    if (object === null) return;
    this.touched.add(uid);
    this.#set(object.href, movedText(object.text, start, end), true);
  }

  read(since: Json): Said {
    const seen = versionIn(since, this.href);
    if (this.mood === 'unchanged' && seen !== null) {
      return { read: { kind: 'unchanged', memo: since }, content: this.#contentAt(seen) };
    }
    if (this.mood === 'empty') return this.#say(NO_VERSION, null);
    return this.#say(this.mood === 'stale' ? this.#shownVersion : this.version, seen);
  }

  find({ uid }: FindRequest): CalendarObject | null {
    return this.#of(uid);
  }

  write({ uid, text, replaces }: WriteRequest): WriteOutcome {
    const there = this.#of(uid);
    if (replaces === undefined) {
      if (there !== null) return { kind: 'alreadyThere', object: there };
      if (this.#deletedByHost.has(uid)) this.protests.push(`${uid} is created again in ${this.name}`);
      return this.#written(`${this.href}${uid}.ics`, text);
    }
    const current = this.#now.get(replaces.href);
    if (current === undefined) return { kind: 'gone' };
    if (current.etag !== replaces.etag) return { kind: 'changedMeanwhile' };
    if (current.isMovedByHost && timesIn(current.text) !== timesIn(text)) {
      this.protests.push(`${uid} is moved in ${this.name}, although its host has moved it`);
    }
    return this.#written(replaces.href, text);
  }

  remove({ href, etag }: RemoveRequest): RemoveOutcome {
    const current = this.#now.get(href);
    if (current === undefined) return { kind: 'gone' };
    if (etag !== null && current.etag !== etag) return { kind: 'changedMeanwhile' };
    const next = new Map(this.#now);
    next.delete(href);
    this.#versions.push(next);
    return { kind: 'removed' };
  }

  get #now(): Objects {
    return this.#versions.at(-1) ?? NOTHING;
  }

  #contentAt(version: number): readonly SimulatedEvent[] {
    return contentOf(this.#versions[version] ?? NOTHING);
  }

  #say(version: number, seen: number | null): Said {
    const memo = { [this.href]: version };
    const content = this.#contentAt(version);
    if (seen === version && version !== NO_VERSION) return { read: { kind: 'unchanged', memo }, content };
    return { read: { kind: 'changed', memo, collections: [this.#changes(version, seen)] }, content };
  }

  #changes(version: number, seen: number | null): CollectionChanges {
    const shown = this.#versions[version] ?? NOTHING;
    const { href } = this;
    if (this.kind === 'ics') {
      const feed = { href, etag: null, text: calendarText(contentOf(shown)) };
      return { href, isWhole: true, objects: [feed], removed: [], unreadable: [] };
    }
    const before = seen === null ? undefined : this.#versions[seen];
    if (before === undefined) return { href, isWhole: true, objects: [...shown.values()], removed: [], unreadable: [] };
    const objects = [...shown.values()].filter((object) => before.get(object.href)?.etag !== object.etag);
    const removed = [...before.keys()].filter((address) => !shown.has(address));
    return { href, isWhole: false, objects, removed, unreadable: [] };
  }

  #written(href: string, text: string): WriteOutcome {
    return { kind: 'written', href, etag: this.#set(href, text, false) };
  }

  #set(href: string, text: string, isMovedByHost: boolean): string {
    const etag = `"${this.#versions.length}"`;
    this.#versions.push(new Map(this.#now).set(href, { href, etag, text, isMovedByHost }));
    return etag;
  }

  #of(uid: string): StoredObject | null {
    for (const object of this.#now.values())
      if (eventsIn(object.text).some((event) => event.uid === uid)) return object;
    return null;
  }
}

const contentOf = (objects: Objects): readonly SimulatedEvent[] =>
  [...objects.values()].flatMap(({ text }) => eventsIn(text));

const timesIn = (text: string): string => JSON.stringify(eventsIn(text).map(({ start, end }) => [start, end]));

const versionIn = (memo: Json, href: string): number | null => {
  if (memo === null || typeof memo !== 'object' || Array.isArray(memo)) return null;
  const version = (memo as { readonly [name: string]: Json })[href];
  return typeof version === 'number' ? version : null;
};
