import { resolve } from 'node:path';
import { oneOf, parseCommandLine, UsageError, wholeNumber } from '../../libs/platform/src/command-line.ts';

export const HELP = `npm run bench -- [options]

Measures the compiled product over real HTTP, beside a naive reference that does the same booking.

  --quick          about a quarter of the time: for a look, not for a claim
  --only <names>   comma separated: bookings, slots, links, history, many, appends, replay,
                   invariants, calendars, stale-calendars, busy-sources, polling, postgres, pages
                   (in Chromium)
  --profile <name> embedded (default), or distributed: five processes on PostgreSQL and on a Kafka and a Redis of
                   their own, all on this machine; measures bookings, and where their time goes
  --cpu-profile    runs the product with --cpu-prof and prints where its CPU time goes
  --against <dir>  measures bookings in turn with the compiled product of another checkout, in place of the naive
                   reference: before and after a change, in one run
  --hosts <n>      hosts that the bookings are spread over (default 8)
  --slot-hosts <n>, --slot-interval <minutes>
                   the largest meeting type of the scenario slots (default 50 hosts, a start every 4 minutes)
  --out <folder>   where the JSON goes (default bench-results)
  --postgres <url> server for the scenario postgres (default BOOKONCE_TEST_POSTGRES_URL, or this machine's)
  --emmett <dir>   where @event-driven-io/emmett-postgresql is installed, to measure beside it (default here)
  --help           this
`;

/** The measurements of each profile. */
const PROFILES = ['embedded', 'distributed'];
export const SCENARIOS = [
  'bookings',
  'slots',
  'links',
  'history',
  'many',
  'appends',
  'replay',
  'invariants',
  'calendars',
  'stale-calendars',
  'busy-sources',
  'polling',
  'postgres',
  'pages',
];

const LOCAL_POSTGRES = 'postgres://postgres@127.0.0.1:5432/postgres';

/**
 * @typedef {object} BenchOptions
 * @property {boolean} help
 * @property {boolean} quick
 * @property {boolean} cpuProfile
 * @property {'embedded' | 'distributed'} profile
 * @property {ReadonlySet<string>} only
 * @property {number} hosts
 * @property {number} slotHosts
 * @property {number} slotInterval
 * @property {string} out
 * @property {string} postgres
 * @property {string} emmett
 * @property {string | null} against
 */

/** @param {readonly string[]} args @returns {BenchOptions} */
export const readOptions = (args) => {
  const { values } = parseCommandLine({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      profile: { type: 'string', default: 'embedded' },
      'cpu-profile': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      only: { type: 'string', default: SCENARIOS.join(',') },
      hosts: { type: 'string', default: '8' },
      'slot-hosts': { type: 'string', default: '50' },
      'slot-interval': { type: 'string', default: '4' },
      out: { type: 'string', default: 'bench-results' },
      postgres: { type: 'string', default: process.env['BOOKONCE_TEST_POSTGRES_URL'] ?? LOCAL_POSTGRES },
      emmett: { type: 'string', default: '.' },
      against: { type: 'string' },
    },
  });
  const only = new Set(values.only.split(','));
  const unknown = [...only].filter((name) => !SCENARIOS.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`--only: there is no scenario ${unknown.join(', ')}; there are ${SCENARIOS.join(', ')}`);
  const profile = oneOf('--profile', values.profile, PROFILES);
  const whole = (/** @type {'hosts' | 'slot-hosts' | 'slot-interval'} */ name) =>
    wholeNumber(`--${name}`, values[name], 1);
  const hosts = whole('hosts');
  const [slotHosts, slotInterval] = [whole('slot-hosts'), whole('slot-interval')];
  const { help, quick, out, postgres } = values;
  const emmett = resolve(values.emmett);
  const against = values.against === undefined ? null : resolve(values.against);
  const cpuProfile = values['cpu-profile'];
  return { help, quick, profile, cpuProfile, only, hosts, slotHosts, slotInterval, out, postgres, emmett, against };
};
