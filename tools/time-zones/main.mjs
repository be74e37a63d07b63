/**
 * Writes the names of the IANA time zone database into the kernel.
 *
 *   node tools/time-zones/main.mjs /usr/share/zoneinfo
 *
 * The folder holds `tzdata.zi` and `zone.tab`, made with every place of `zone.tab` as a zone of its own, as in Debian.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OUTPUT = join(import.meta.dirname, '../../libs/kernel/src/time-zones/tz-database.ts');
const [folder = '/usr/share/zoneinfo'] = process.argv.slice(2);
const linesOf = (/** @type {string} */ name) => readFileSync(join(folder, name), 'utf8').split('\n');

const rules = linesOf('tzdata.zi');
const release = rules[0].replace('# version ', '');
const words = rules.map((line) => line.split(' '));
const countries = new Map(
  linesOf('zone.tab')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .map(([country, , zone]) => [zone, country]),
);
const links = words.filter(([kind]) => kind === 'L').map(([, target, name]) => ({ name, target }));
/** A link that `zone.tab` lists is a place of its own, such as Bratislava. */
const isPlace = (/** @type {string} */ name) => countries.has(name);
const zones = [
  ...words.filter(([kind, name]) => kind === 'Z' && name !== 'Factory').map(([, name]) => name),
  ...links.map(({ name }) => name).filter(isPlace),
];
/** Packs the entries into lines. */
const sorted = (/** @type {string[]} */ entries) =>
  [...entries]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((entry) => `${entry};`)
    .reduce((text, entry) => {
      const line = text.slice(text.lastIndexOf('\n') + 1);
      return line.length + entry.length < 110 ? text + entry : `${text}\n${entry}`;
    }, '');
const zoneLines = sorted(zones.map((name) => (isPlace(name) ? `${name} ${countries.get(name)}` : name)));
const linkLines = sorted(links.filter(({ name }) => !isPlace(name)).map(({ name, target }) => `${name} ${target}`));

writeFileSync(
  OUTPUT,
  `// Written by tools/time-zones/main.mjs from the IANA time zone database ${release}, which is in the public domain.

/** Every zone, with the ISO code of its country if \`zone.tab\` lists it; entries end with a semicolon. */
export const TZ_ZONES = \`${zoneLines}\`;

/** Every other name, with the zone that it is a link to. */
export const TZ_LINKS = \`${linkLines}\`;
`,
);
