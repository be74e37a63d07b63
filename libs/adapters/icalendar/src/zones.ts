import { IANAZone } from 'luxon';
import { findIana } from 'windows-iana';
import { MINUTE } from './calendar-time.js';
import { WallClock } from './wall-clock.js';

/** Also the end of a name with a vendor's prefix, such as `/freeassociation.sourceforge.net/Europe/Berlin`. */
const ianaNameIn = (tzid: string): string | null => {
  const parts = tzid.split('/');
  const ends = parts.map((_, at) => parts.slice(at).join('/'));
  // One part alone would find abbreviations in names that mean something else.
  const names = ends.filter((end) => end.includes('/') || /^(UTC|GMT)$/i.test(end));
  return names.find((name) => IANAZone.isValidZone(name)) ?? null;
};

/** The zone of the CLDR that Windows calls so, such as `W. Europe Standard Time`. */
const ofWindows = (name: string): string | null => findIana(name)[0] ?? null;

/** Zones that have a name everywhere. Made anew for each read, so that the days that its clocks remember do not pile up. */
export class NamedZones {
  readonly #byIanaName = new Map<string, WallClock>();
  readonly #byTzid = new Map<string, WallClock | null>();

  iana(name: string): WallClock {
    const known = this.#byIanaName.get(name);
    if (known !== undefined) return known;
    const zone = IANAZone.create(name);
    const clock = new WallClock((epochMs) => zone.offset(epochMs) * MINUTE);
    this.#byIanaName.set(name, clock);
    return clock;
  }

  /** Null if it is no name of an IANA or Windows zone. */
  of(tzid: string): WallClock | null {
    const known = this.#byTzid.get(tzid);
    if (known !== undefined) return known;
    const name = ianaNameIn(tzid) ?? ofWindows(tzid);
    const clock = name === null ? null : this.iana(name);
    this.#byTzid.set(tzid, clock);
    return clock;
  }

  /** Null if IANA does not know it either. */
  abbreviated(tzid: string): WallClock | null {
    return IANAZone.isValidZone(tzid) ? this.iana(tzid) : null;
  }
}

export interface FileZonesOptions {
  readonly named: NamedZones;
  /** IANA name of the host's zone. */
  readonly hostZone: string;
  /** Reads the zones that the file defines, by TZID. Called once, if at all. */
  readonly readDefined: () => ReadonlyMap<string, WallClock>;
  readonly onUnknown: (tzid: string) => void;
}

/** Finds the zones of one calendar file. */
export class FileZones {
  readonly #clocks = new Map<string, WallClock>();
  #defined: ReadonlyMap<string, WallClock> | null = null;

  constructor(private readonly options: FileZonesOptions) {}

  /** The clock for a TZID; the host's clock for null, that is, for dates and floating times. */
  clockOf(tzid: string | null): WallClock {
    if (tzid === null) return this.#hostClock();
    const known = this.#clocks.get(tzid);
    if (known !== undefined) return known;
    const clock = this.#find(tzid.trim());
    this.#clocks.set(tzid, clock);
    return clock;
  }

  /**
   * Names come first, because governments change zones after files were written. Abbreviations come after the file's
   * own definition: `EST` of IANA has no daylight time, that of a file often has.
   */
  #find(tzid: string): WallClock {
    const { named, readDefined, onUnknown } = this.options;
    const byName = named.of(tzid);
    if (byName !== null) return byName;
    this.#defined ??= readDefined();
    const found = this.#defined.get(tzid) ?? named.abbreviated(tzid);
    if (found !== null) return found;
    onUnknown(tzid);
    return this.#hostClock();
  }

  #hostClock(): WallClock {
    return this.options.named.iana(this.options.hostZone);
  }
}
