import { runTool } from '@bookonce/platform/command-line';
import { randomBytes } from 'node:crypto';
import { Api } from './api.js';
import { HELP, readArguments, type Settings } from './arguments.js';
import { expectInstallation, InstallationError } from './expect-installation.js';
import { ProofWorkspace } from './proof-workspace.js';
import { hasHeld, type LeftOut, type RaceReport, tableOf } from './race-report.js';
import { raceOfDecisions } from './races/approval-races.js';
import { raceForOneLink, raceForOneTime, raceOfRepeats, raceWithRevocation } from './races/instant-races.js';
import { raceOfOptIns } from './races/opt-in-races.js';
import type { RaceOptions } from './races/racing.js';

const RACES: readonly ((options: RaceOptions) => Promise<RaceReport | LeftOut>)[] = [
  raceForOneLink,
  raceForOneTime,
  raceOfRepeats,
  raceWithRevocation,
  raceOfDecisions,
  raceOfOptIns,
];

const report = (message: string): void => void process.stderr.write(`${message}\n`);

/** Runs the proof; resolves with the exit code. */
export const run = async (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> =>
  runTool({
    name: 'prove',
    help: 'npm run prove -- --help',
    describe: messageOf,
    run: async () => {
      const settings = readArguments(args, environment);
      if (settings !== 'help') return prove(settings);
      process.stdout.write(HELP);
      return 0;
    },
  });

const prove = async ({ url, key, links, attempts, json }: Settings): Promise<number> => {
  await expectInstallation(url, key);
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt);
  // Cleans up after an interruption, too.
  const onWait = reportFirstWait();
  const workspace = new ProofWorkspace(new Api({ url, key, onWait }));
  const api = new Api({ url, key, onWait, stopped: interrupted.signal });
  const options: RaceOptions = { api, workspace, links, attempts, runId: randomBytes(4).toString('hex') };
  const reports: (RaceReport | LeftOut)[] = [];
  try {
    for (const race of RACES) {
      interrupted.signal.throwIfAborted();
      const done = await race(options);
      reports.push(done);
      report(`${done.race}: ${'leftOut' in done ? 'left out' : done.faults.length === 0 ? 'held' : 'did NOT hold'}`);
    }
  } finally {
    process.off('SIGINT', interrupt);
    const { cancelled, revoked } = await workspace.cleanUp();
    if (cancelled + revoked > 0) report(`cancelled ${cancelled} bookings and revoked ${revoked} links`);
  }
  const ok = hasHeld(reports);
  process.stdout.write(json ? `${JSON.stringify({ ok, url, races: reports })}\n` : `\n${tableOf(reports)}`);
  return ok ? 0 : 1;
};

const reportFirstWait = (): ((seconds: number) => void) => {
  let hasWaited = false;
  return (seconds) => {
    if (!hasWaited) report(`limited by the installation: waiting ${seconds} s, and again whenever it asks for it`);
    hasWaited = true;
  };
};

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof InstallationError) return error.message;
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
};
