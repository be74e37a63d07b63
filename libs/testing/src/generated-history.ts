import type { BookonceEvent } from '@bookonce/contracts/event-catalogue';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import { Diary, lifeOf, linkFates, type LinkFate } from './generated-lives.js';
import { SeededRandom } from './harness/seeded-random.js';

export interface GeneratedHistoryOptions {
  readonly seed: number;
  /** How many links there are; each brings 2 to 20 events. */
  readonly links: number;
  readonly hosts?: number;
  /** How many links are in use at the same time. */
  readonly linksInUse?: number;
  readonly fates?: readonly LinkFate[];
}

const STARTS_AT_MS = epochMsOf('2026-03-02T08:00:00.000Z');
/** Between two events. */
const STEP_MS = 50;

/** Generates a valid history: many links, each with a fate, interleaved as in an installation. Equal options, equal events. */
export function* generateHistory(options: GeneratedHistoryOptions): Generator<StoredEvent> {
  const { seed, links, hosts = 20, linksInUse = 50, fates = linkFates } = options;
  const random = new SeededRandom(seed);
  const diary = new Diary(Math.max(hosts, 2));
  const store = new EventNumbering();
  const lives: Generator<BookonceEvent, void, void>[] = [];
  let begun = 0;
  while (begun < links || lives.length > 0) {
    if (begun < links && lives.length < linksInUse) {
      const fate = fates[random.between(0, fates.length - 1)] ?? 'booked';
      lives.push(lifeOf(begun, fate, { diary, now: () => store.nextTimeMs, hostCount: random.chance(0.2) ? 2 : 1 }));
      begun += 1;
    }
    const turn = random.between(0, lives.length - 1);
    const next = lives[turn]?.next();
    if (next === undefined || next.done === true) {
      lives.splice(turn, 1);
      continue;
    }
    yield store.append(next.value);
  }
}

/** The stream of a link's, a calendar's or a booking's event. */
export const streamOf = ({ type, data }: BookonceEvent): StreamName => {
  if (/^(Link|Attempt)/.test(type) && 'linkId' in data) return `link-${data.linkId}`;
  if (/^(Slot|Move|Busy)/.test(type) && 'hostId' in data) return `calendar-${data.hostId}`;
  if ('bookingId' in data) return `booking-${data.bookingId}`;
  throw new Error(`${type} is no event of a link, a calendar or a booking`);
};

/** Gives events their ids, revisions, positions and times. */
class EventNumbering {
  readonly #revisions = new Map<StreamName, number>();
  #count = 0;

  /** The time of the next event, in epoch ms. */
  get nextTimeMs(): number {
    return STARTS_AT_MS + (this.#count + 1) * STEP_MS;
  }

  append(event: BookonceEvent): StoredEvent {
    const time = instantOf(this.nextTimeMs);
    const stream = streamOf(event);
    const revision = this.#revisions.get(stream) ?? 0;
    this.#revisions.set(stream, revision + 1);
    this.#count += 1;
    return {
      ...event,
      id: `00000000-0000-4000-8000-${this.#count.toString(16).padStart(12, '0')}`,
      stream,
      revision,
      position: String(this.#count).padStart(16, '0'),
      meta: {
        time,
        version: 1,
        workspaceId: 'wsp_1',
        correlationId: stream,
        causationId: stream,
        by: event.type === 'BookingRequested' ? 'attendee' : 'system',
      },
    };
  }
}

/** Events as a store holds them that were appended in this order. */
export const storedInOrder = (events: Iterable<BookonceEvent>): readonly StoredEvent[] => {
  const store = new EventNumbering();
  return Array.from(events, (event) => store.append(event));
};
