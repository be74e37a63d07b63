import { LruCache } from '@bookonce/kernel/lru-cache';
import { firstInstantAt } from '@bookonce/kernel/time-zones/first-instant';
import { IANAZone } from 'luxon';
import { DAY_MS, MINUTE_MS, type DayNumber } from './day-number.js';

const REMEMBERED_DAYS = 4_000;
const REMEMBERED_ZONES = 1_000;
const DAY_MINUTES = 24 * 60;

/**
 * The wall clock of one time zone. Caches its results, because the rules of a zone do not change while the process
 * runs.
 */
export class Zone {
  readonly #starts = new Map<DayNumber, number>();

  constructor(private readonly zone: IANAZone) {}

  /** Returns the epoch ms at which a local day begins. */
  startOf(day: DayNumber): number {
    const known = this.#starts.get(day);
    if (known !== undefined) return known;
    if (this.#starts.size >= REMEMBERED_DAYS) this.#starts.clear();
    const start = this.#firstInstantAt(day * DAY_MS);
    this.#starts.set(day, start);
    return start;
  }

  /**
   * Returns the epoch ms at which the clocks show `minutes` after midnight of that day; 1440 is its end. A time shown
   * twice means its first occurrence; a skipped time means the moment of the change.
   */
  instantAt(day: DayNumber, minutes: number): number {
    const start = this.startOf(day);
    if (minutes === 0) return start;
    const end = this.startOf(day + 1);
    if (minutes === DAY_MINUTES) return end;
    // A day of 24 hours has no clock change.
    if (end - start === DAY_MS) return start + minutes * MINUTE_MS;
    return this.#firstInstantAt(day * DAY_MS + minutes * MINUTE_MS);
  }

  /** Returns the local day of an instant. */
  dayAt(epochMs: number): DayNumber {
    let day = Math.floor(epochMs / DAY_MS);
    while (this.startOf(day) > epochMs) day -= 1;
    while (this.startOf(day + 1) <= epochMs) day += 1;
    return day;
  }

  /** `wall` is the local time written as if it were UTC. */
  #firstInstantAt(wall: number): number {
    return firstInstantAt(wall, this.#offset);
  }

  /** Local time minus UTC, in ms. Historical offsets are not whole minutes. */
  readonly #offset = (epochMs: number): number => Math.round(this.zone.offset(epochMs) * MINUTE_MS);
}

const zones = new LruCache<Zone>(REMEMBERED_ZONES);

/** Returns the shared clock of a zone; `name` is a valid IANA name. */
export const zoneNamed = (name: string): Zone => {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = new Zone(IANAZone.create(name));
  zones.set(name, zone);
  return zone;
};
