import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CalendarCrashTrial } from '../harness/calendar-crash-trial.js';
import { CrashTrial } from '../harness/crash-trial.js';
import { faultsIn, faultsSeen, SteadyBookings } from '../harness/distributed/steady-bookings.js';
import { eventually } from '../harness/eventually.js';
import { runOptInStampede } from '../harness/opt-in-stampede.js';
import type { SeededRandom } from '../harness/seeded-random.js';
import { runStampede } from '../harness/stampede.js';
import type { StandaloneApp } from '../harness/standalone-app.js';
import { storedEvents, violationsIn } from '../harness/stored-history.js';
import { WorkspaceClient } from '../harness/workspace-client.js';
import { attack } from './hostile-requests.js';
import type { Outcome } from './report.js';

/** What happens to one fresh product. Rejects, or returns faults, if something did not hold. */
export interface EmbeddedScenario {
  readonly name: string;
  readonly run: (app: StandaloneApp, random: SeededRandom) => Promise<Outcome>;
  /** The program that it starts beside the product. */
  readonly needs?: string;
}

const PLANS = 1_000;
const PAUSE_MS = 60;
const WORKS_AGAIN_MS = 30_000;
const AUDIT = { withinMs: 90_000, everyMs: 300 };

/** Books steadily while `happen` runs several times, then checks every answer against history and views. */
const whileBooking =
  (happen: (app: StandaloneApp, random: SeededRandom, api: WorkspaceClient) => Promise<readonly string[]>) =>
  async (app: StandaloneApp, random: SeededRandom): Promise<Outcome> => {
    const api = await WorkspaceClient.of(app);
    try {
      const load = await SteadyBookings.prepare([api], `torture-${random.seed}`, PLANS, PAUSE_MS);
      load.begin();
      await load.goesOn(10, WORKS_AGAIN_MS);
      const times = random.between(2, 5);
      const faults: string[] = [];
      for (let time = 0; time < times; time += 1) {
        faults.push(...(await happen(app, random, api)));
        await load.goesOn(5, WORKS_AGAIN_MS);
      }
      const booked = await load.end();
      await eventually(() => {
        const found = faultsIn(storedEvents(app.dataDir), booked);
        if (found.length > 0) throw new Error(found.join('\n'));
      }, AUDIT);
      return { counts: { times, booked: booked.length }, faults: [...faults, ...(await faultsSeen(api, booked))] };
    } finally {
      api.close();
    }
  };

const crashInAllModes = async (app: StandaloneApp, random: SeededRandom): Promise<Outcome> => {
  const rounds = random.between(4, 10);
  const trial = await CrashTrial.prepare(app, random, rounds);
  const counts = { rounds, answered: 0, unanswered: 0 };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const { answered, lost } = await trial.bookAndKill(round);
      counts.answered += answered;
      counts.unanswered += lost;
      await app.restart();
      await trial.check(round);
    }
    await trial.endWaits();
    await trial.checkAll();
  } finally {
    trial.close();
  }
  return { counts, faults: [] };
};

const CALENDAR_ROUNDS = 20;

const crashWithCalendar = async (app: StandaloneApp, random: SeededRandom): Promise<Outcome> => {
  await app.restart({ env: { ALLOW_PRIVATE_NETWORK: 'true' } });
  const trial = await CalendarCrashTrial.prepare(app, random);
  try {
    for (let round = 0; round < CALENDAR_ROUNDS; round += 1) await trial.round();
    const faults = await trial.check();
    return { counts: trial.counts, faults };
  } finally {
    await trial.stop();
  }
};

const stampede = async (app: StandaloneApp, random: SeededRandom): Promise<Outcome> => {
  const [links, postsPerLink] = [random.between(10, 60), random.between(10, 60)];
  const api = await WorkspaceClient.of(app);
  try {
    const events = () => storedEvents(app.dataDir);
    const { answers, faults } = await runStampede({ clients: [api], events, links, postsPerLink });
    return { counts: { links, ...answers }, faults: [...faults, ...violationsIn(events())] };
  } finally {
    api.close();
  }
};

const optInStampede = async (app: StandaloneApp, random: SeededRandom): Promise<Outcome> => {
  const links = random.between(5, 30);
  const api = await WorkspaceClient.of(app);
  try {
    const { attempts, confirmations, faults } = await runOptInStampede({
      api,
      dataDir: app.dataDir,
      links,
      attemptsPerLink: random.between(3, 8),
      confirmationsPerLink: random.between(3, 40),
    });
    return { counts: { links, ...attempts, ...confirmations }, faults };
  } finally {
    api.close();
  }
};

const killAndRestart = async (app: StandaloneApp, random: SeededRandom): Promise<readonly string[]> => {
  await app.kill();
  await wait(random.between(0, 500));
  await app.restart();
  return [];
};

const stopAndRestart = async (app: StandaloneApp): Promise<readonly string[]> => {
  const stopped = await app.stop();
  await app.restart();
  return stopped?.code === 0 ? [] : [`the stop ended with ${String(stopped?.code)}`];
};

const freeze = async (app: StandaloneApp, random: SeededRandom): Promise<readonly string[]> => {
  app.freeze();
  await wait(random.between(200, 8_000));
  app.thaw();
  return [];
};

/** Removes or damages the read models, which are derived from history. */
const loseViews = async (app: StandaloneApp, random: SeededRandom): Promise<readonly string[]> => {
  await app.kill();
  const file = join(app.dataDir, 'read-models.db');
  if (random.chance(0.5)) {
    for (const each of [file, `${file}-wal`, `${file}-shm`]) await rm(each, { force: true });
  } else {
    await overwrite(file, random);
  }
  await app.restart();
  return [];
};

const PAGE = 4_096;

/** Overwrites one page at random, the first included, as a failing disk does. */
const overwrite = async (file: string, random: SeededRandom): Promise<void> => {
  const { size } = await stat(file);
  const pages = Math.max(1, Math.floor(size / PAGE));
  const handle = await open(file, 'r+');
  try {
    await handle.write(Buffer.alloc(PAGE, random.between(1, 255)), 0, PAGE, random.between(0, pages - 1) * PAGE);
  } finally {
    await handle.close();
  }
};

export const embeddedScenarios: readonly EmbeddedScenario[] = [
  { name: 'kill -9 in all modes of confirmation', run: crashInAllModes },
  { name: 'kill -9 while a calendar is read and written', run: crashWithCalendar, needs: 'radicale' },
  { name: 'stampede', run: stampede },
  { name: 'stampede of opt-ins', run: optInStampede },
  { name: 'kill -9 during bookings', run: whileBooking(killAndRestart) },
  { name: 'SIGTERM during bookings', run: whileBooking(stopAndRestart) },
  { name: 'a frozen process during bookings', run: whileBooking(freeze) },
  { name: 'lost or damaged views during bookings', run: whileBooking(loseViews) },
  {
    name: 'hostile requests during bookings',
    run: whileBooking((app, random, api) => attack(random, { http: api.visitor, port: app.port, requests: 60 })),
  },
];
