import { Cluster } from '../harness/distributed/cluster.js';
import { SeededRandom } from '../harness/seeded-random.js';
import { StandaloneApp } from '../harness/standalone-app.js';
import { WorkspaceClient } from '../harness/workspace-client.js';
import { stampedeAtGateways, tortureCluster } from './distributed-episode.js';
import { distributedFaults } from './distributed-faults.js';
import type { EmbeddedScenario } from './embedded-scenarios.js';
import type { Outcome, Ran } from './report.js';

export interface TortureOptions {
  /** Seeds of the scenarios to run, in order; drawn until the time is up. */
  readonly seeds: Iterable<number>;
  /** Returns whether to begin no further scenario. */
  readonly isOver: () => boolean;
  readonly onRan: (ran: Ran) => void;
}

const MAX_SEED = 2 ** 31;
const STAMPEDE_SHARE = 0.2;
const MOST_FAULTS = 3;

/** Draws the seed of one scenario after the other from one seed. */
export function* seedsFrom(seed: number): Generator<number> {
  for (const random = new SeededRandom(seed); ;) yield random.between(0, MAX_SEED - 1);
}

/** Runs some of these scenarios, on fresh products in one process each. */
export const tortureEmbedded = async (
  scenarios: readonly EmbeddedScenario[],
  { seeds, isOver, onRan }: TortureOptions,
): Promise<void> => {
  for (const seed of seeds) {
    if (isOver()) return;
    const random = new SeededRandom(seed);
    const { name, run } = random.pick(scenarios);
    const ran = await timed(name, seed, async () => {
      const app = await StandaloneApp.start();
      try {
        return await run(app, random);
      } finally {
        await app.dispose();
      }
    });
    onRan(ran);
  }
};

/** Runs scenarios on one cluster of two instances of each service, which has to recover from each of them. */
export const tortureDistributed = async (
  postgresUrl: string,
  { seeds, isOver, onRan }: TortureOptions,
): Promise<void> => {
  const cluster = await Cluster.start({ postgresUrl, instances: 2 });
  const clients: WorkspaceClient[] = [];
  try {
    const run = await cluster.firstRun();
    for (const { baseUrl } of cluster.gateways) {
      clients.push(await WorkspaceClient.of({ baseUrl, firstRun: async () => run }));
    }
    const [first, ...others] = clients;
    if (first === undefined) throw new Error('no gateway');
    for (const seed of seeds) {
      if (isOver()) return;
      const random = new SeededRandom(seed);
      const drawn = { clients: [first, ...others] as const, random };
      if (random.chance(STAMPEDE_SHARE)) {
        onRan(await timed('stampede at all gateways', seed, () => stampedeAtGateways(cluster, drawn)));
        continue;
      }
      const all = distributedFaults(postgresUrl);
      const faults = Array.from({ length: random.between(1, MOST_FAULTS) }, () => random.pick(all));
      const name = faults.map((fault) => fault.name).join(', then ');
      onRan(await timed(name, seed, () => tortureCluster(cluster, { ...drawn, faults })));
    }
  } finally {
    for (const client of clients) client.close();
    await cluster.dispose();
  }
};

const timed = async (scenario: string, seed: number, run: () => Promise<Outcome>): Promise<Ran> => {
  const began = performance.now();
  const outcome = await run().catch((error: unknown): Outcome => ({ counts: {}, faults: [String(error)] }));
  return { scenario, seed, seconds: (performance.now() - began) / 1000, ...outcome };
};
