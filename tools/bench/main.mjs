import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { runTool } from '../../libs/platform/src/command-line.ts';
import { Load } from './load/load.mjs';
import { HELP, readOptions, SCENARIOS } from './options.mjs';
import { summarizeProfiles } from './profile-summary.mjs';
import { printResult } from './report.mjs';
import { measureAppends } from './scenarios/appends.mjs';
import { measureBookingRates } from './scenarios/bookings.mjs';
import { measureBusySources } from './scenarios/busy-sources.mjs';
import { measureCalendars } from './scenarios/calendars.mjs';
import { measureDistributed } from './scenarios/distributed.mjs';
import { measureInvariants } from './scenarios/invariants.mjs';
import { measureLongHistory } from './scenarios/history.mjs';
import { measureLinks } from './scenarios/links.mjs';
import { measureManyLinks } from './scenarios/many.mjs';
import { measurePages } from './scenarios/pages.mjs';
import { measurePolling } from './scenarios/polling.mjs';
import { measurePostgresAppends } from './scenarios/postgres.mjs';
import { measureReplay } from './scenarios/replay.mjs';
import { measureStaleCalendars } from './scenarios/stale-calendars.mjs';
import { measureSlots } from './scenarios/slots.mjs';

const scenarios = {
  bookings: measureBookingRates,
  slots: measureSlots,
  links: measureLinks,
  history: measureLongHistory,
  many: measureManyLinks,
  appends: measureAppends,
  replay: measureReplay,
  invariants: measureInvariants,
  calendars: measureCalendars,
  'stale-calendars': measureStaleCalendars,
  'busy-sources': measureBusySources,
  polling: measurePolling,
  postgres: measurePostgresAppends,
  pages: measurePages,
  distributed: measureDistributed,
};

const scenariosOf = ({ profile, only }) =>
  profile === 'distributed' ? ['distributed'] : SCENARIOS.filter((one) => only.has(one));

const say = (text) => process.stderr.write(`${text}\n`);

const measure = async (name, { profileRoot, ...options }) => {
  const profileDir = profileRoot === null ? null : join(profileRoot, name);
  const result = await scenarios[name]({ ...options, profileDir });
  if (profileDir === null || !existsSync(profileDir)) return result;
  return { ...result, profiles: await summarizeProfiles(profileDir) };
};

const main = async (options) => {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const folder = resolve(options.out);
  const profileRoot = options.cpuProfile ? join(folder, `profile-${stamp}`) : null;
  await mkdir(folder, { recursive: true });
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism() };
  const results = {
    at: new Date().toISOString(),
    machine,
    quick: options.quick,
    profile: options.profile,
    profiled: options.cpuProfile,
  };
  const load = new Load();
  let failed = 0;
  try {
    for (const name of scenariosOf(options)) {
      say(`${name} …`);
      const began = performance.now();
      try {
        results[name] = await measure(name, { ...options, load, profileRoot, say });
        process.stdout.write(printResult(name, results[name]));
      } catch (error) {
        failed += 1;
        results[name] = { error: error.message };
        process.stdout.write(`\n${name} could not be measured: ${error.stack}\n`);
      }
      say(`${name} took ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  } finally {
    load.stop();
  }
  const file = join(folder, `bench-${stamp}.json`);
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
  process.stdout.write(`\n${machine.cpu}, ${machine.cores} cores, Node ${machine.node}. Written to ${file}\n`);
  return failed === 0 ? 0 : 1;
};

const run = async () => {
  const options = readOptions(process.argv.slice(2));
  if (!options.help) return main(options);
  process.stdout.write(HELP);
  return 0;
};

process.exitCode = await runTool({ name: 'bench', help: 'npm run bench -- --help', run });
