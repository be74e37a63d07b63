import { TZ_LINKS, TZ_ZONES } from './tz-database.js';
import { todaysZone } from './zone-name.js';

/** An entry of the database is a name and one word about it. */
const entriesOf = (text: string): readonly (readonly [name: string, word: string])[] =>
  text
    .split(/[;\n]+/)
    .filter((entry) => entry !== '')
    .map((entry) => entry.split(' '))
    .map(([name = '', word = '']) => [name, word] as const);

interface KnownZone {
  readonly name: string;
  /** ISO code; empty if the zone is of no country. */
  readonly country: string;
  /** Links to the zone: other names of the place, former ones among them. */
  readonly links: readonly string[];
}

/** Returns the zones of the IANA database, each with the names that are links to it. */
export const everyZone = (): readonly KnownZone[] => {
  const zones = entriesOf(TZ_ZONES);
  const known = new Set(zones.map(([name]) => name));
  const links = Map.groupBy(entriesOf(TZ_LINKS), ([name, target]) => {
    const today = todaysZone(name);
    return known.has(today) ? today : target;
  });
  return zones.map(([name, country]) => ({
    name,
    country,
    links: (links.get(name) ?? []).map(([link]) => link),
  }));
};

/** Names do not differ in case alone. */
const names = new Map([...entriesOf(TZ_ZONES), ...entriesOf(TZ_LINKS)].map(([name]) => [name.toLowerCase(), name]));

const isKnownToRuntime = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const accepted = new Set<string>();

/**
 * Whether the name is a zone or a link of the IANA database, and the runtime knows its rules. Runtimes also accept
 * abbreviations, for odd places: `BST` is Dhaka.
 */
export const isTimeZone = (name: string): boolean => {
  // Asking Intl costs more than all the rest of a request; there are some hundred names, each asked about once.
  if (accepted.has(name)) return true;
  if (!names.has(name.toLowerCase()) || !isKnownToRuntime(name)) return false;
  accepted.add(name);
  return true;
};

/** Zones by the abbreviations that people use for them. The database does not list these. */
const meant = new Map(
  `Europe/London bst;Asia/Kolkata ist;Europe/Berlin cest mez mesz;Europe/Paris ect;Europe/Lisbon west
Europe/Athens eest;Africa/Cairo art;Africa/Harare cat;Africa/Nairobi eat;Europe/Moscow msk
Europe/Istanbul trt;Asia/Yerevan net;Asia/Karachi plt pkt;Asia/Singapore sgt;Asia/Hong_Kong hkt
Asia/Shanghai ctt;Asia/Ho_Chi_Minh vst;Asia/Tokyo jst;Asia/Seoul kst;Australia/Perth awst
Australia/Adelaide acst;Australia/Darwin act;Australia/Sydney aet aest aedt;Pacific/Auckland nst nzst nzdt
Pacific/Guadalcanal sst;Pacific/Apia mit;America/Anchorage akst;America/Los_Angeles pst pdt
America/Denver mdt;America/Phoenix pnt;America/Chicago cst cdt;America/New_York edt
America/Indiana/Indianapolis iet;America/Halifax ast;America/Puerto_Rico prt;America/St_Johns cnt
America/Argentina/Buenos_Aires agt;America/Sao_Paulo bet brt`
    .split(/[;\n]/)
    .map((entry) => entry.split(' '))
    .flatMap(([zone = '', ...short]) => short.map((one) => [one, zone] as const)),
);

const cityOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** Longer names are compared with nothing, so that a long one costs no more. */
const LONGEST_COMPARED = 40;
const MOST_TYPOS = 2;

/** Returns the zone that was probably meant by an unknown name; null if nothing is close. */
export const suggestedZone = (name: string): string | null => {
  const typed = name.trim().toLowerCase().replaceAll(/\s+/g, '_');
  if (typed.length > LONGEST_COMPARED) return null;
  const likely = meant.get(typed) ?? fixedZone(typed);
  if (likely !== null) return likely;
  const all = [...names.values()];
  const city = cityOf(typed);
  const sameCity = all.find((known) => cityOf(known).toLowerCase() === city);
  if (sameCity !== undefined) return todaysZone(sameCity);
  const near = all
    .map((known) => ({ known, typos: Math.min(...[known, cityOf(known)].map((one) => typosIn(typed, one))) }))
    .sort((a, b) => a.typos - b.typos)[0];
  return near !== undefined && near.typos <= MOST_TYPOS && typed.length > 2 * MOST_TYPOS
    ? todaysZone(near.known)
    : null;
};

/** `UTC+2` and `+02:00` are the zone `Etc/GMT-2`. */
const fixedZone = (typed: string): string | null => {
  const [, sign, hours] = /^(?:utc|gmt)?([+-])0?(\d{1,2})(?::?00)?$/.exec(typed) ?? [];
  if (hours === undefined) return null;
  const zone = Number(hours) === 0 ? 'Etc/GMT' : `Etc/GMT${sign === '+' ? '-' : '+'}${hours}`;
  return isTimeZone(zone) ? zone : null;
};

/** The edit distance, without case. */
const typosIn = (typed: string, name: string): number => {
  const known = name.toLowerCase();
  if (Math.abs(typed.length - known.length) > MOST_TYPOS) return MOST_TYPOS + 1;
  let row = Array.from({ length: known.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...typed].entries()) {
    const next = [index + 1];
    for (const [at, other] of [...known].entries()) {
      const replaced = (row[at] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[known.length] ?? 0;
};
