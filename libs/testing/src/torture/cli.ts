import { oneOf, parseCommandLine, runTool, UsageError, wholeNumber } from '@bookonce/platform/command-line';
import { printedError } from '@bookonce/platform/describe-error';
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { embeddedScenarios, type EmbeddedScenario } from './embedded-scenarios.js';
import { lineOf, summaryOf, type Ran } from './report.js';
import { seedsFrom, tortureDistributed, tortureEmbedded, type TortureOptions } from './run.js';

const HELP = `npm run torture -- [options]

Breaks the compiled product in ways drawn at random while people book, and checks answers, history, views and mails.

  --profile P   embedded (default): a fresh product for each scenario
                distributed: two instances of every service on PostgreSQL, and on a Kafka and a Redis of their own
  --scenario T  only scenarios with T in their name, such as "calendar"; for the embedded profile
  --minutes N   begins no further scenario after N minutes (default 10)
  --seed N      draws the same scenarios again
  --only N      runs the one scenario of this seed, as a line of the report names it
  --postgres U  server of the distributed profile (default BOOKONCE_TEST_POSTGRES_URL, or this machine's)
  --out FILE    writes the report as JSON
  --help        this

Ends with 0 if everything held. Ctrl+C ends it after the scenario that runs.`;

const LOCAL_POSTGRES = 'postgres://postgres@127.0.0.1:5432/postgres';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const OPTIONS = {
  profile: { type: 'string', default: 'embedded' },
  scenario: { type: 'string', default: '' },
  minutes: { type: 'string', default: '10' },
  seed: { type: 'string' },
  only: { type: 'string' },
  postgres: { type: 'string', default: process.env['BOOKONCE_TEST_POSTGRES_URL'] ?? LOCAL_POSTGRES },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Values = ReturnType<typeof parseCommandLine<{ options: typeof OPTIONS }>>['values'];

const positive = (option: string, text: string): number => {
  const number = Number(text);
  if (text.trim() !== '' && number > 0) return number;
  throw new UsageError(`${option} must be a number above 0, not ${JSON.stringify(text)}`);
};

/** The scenarios that can run here, with this text in their names. */
const scenariosNamed = (text: string): readonly EmbeddedScenario[] => {
  const named = embeddedScenarios.filter(({ name }) => name.includes(text));
  if (named.length === 0) {
    const names = embeddedScenarios.map(({ name }) => `  ${name}`);
    throw new UsageError(`--scenario: no name has ${JSON.stringify(text)} in it:\n${names.join('\n')}`);
  }
  const able = named.filter(({ needs }) => needs === undefined || isInstalled(needs));
  if (able.length === 0) throw new UsageError(`needs ${named[0]?.needs}: run tools/calendar-servers/install.sh`);
  return able;
};

const isInstalled = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

/** Resolves with whether everything held. */
const torture = async (values: Values): Promise<boolean> => {
  const profile = oneOf('--profile', values.profile, ['embedded', 'distributed']);
  const scenarios = scenariosNamed(values.scenario);
  const minutes = positive('--minutes', values.minutes);
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber('--seed', values.seed, 0);
  const seeds = values.only === undefined ? seedsFrom(seed) : [wholeNumber('--only', values.only, 0)];
  const began = performance.now();
  let isInterrupted = false;
  process.once('SIGINT', () => {
    isInterrupted = true;
    print('ending after this scenario; Ctrl+C again ends at once');
  });
  const runs: Ran[] = [];
  const options: TortureOptions = {
    seeds,
    isOver: () => isInterrupted || performance.now() - began > minutes * 60_000,
    onRan: (ran) => {
      runs.push(ran);
      print(lineOf(ran));
    },
  };
  print(`torture, ${profile}: repeat with --seed ${seed}`);
  await (profile === 'embedded' ? tortureEmbedded(scenarios, options) : tortureDistributed(values.postgres, options));
  const report = { profile, seed, seconds: (performance.now() - began) / 1000, runs };
  print(`\n${summaryOf(report)}`);
  if (values.out !== undefined) await writeFile(values.out, JSON.stringify(report, null, 2));
  return runs.length > 0 && runs.every(({ faults }) => faults.length === 0);
};

const run = async (): Promise<number> => {
  const { values } = parseCommandLine({ options: OPTIONS });
  if (!values.help) return (await torture(values)) ? 0 : 1;
  print(HELP);
  return 0;
};

process.exitCode = await runTool({ name: 'torture', help: 'npm run torture -- --help', run, describe: printedError });
