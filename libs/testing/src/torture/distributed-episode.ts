import type { Cluster } from '../harness/distributed/cluster.js';
import { faultsIn, faultsSeen, SteadyBookings, type Clients } from '../harness/distributed/steady-bookings.js';
import { eventually } from '../harness/eventually.js';
import type { SeededRandom } from '../harness/seeded-random.js';
import { runStampede } from '../harness/stampede.js';
import type { DistributedFault } from './distributed-faults.js';
import type { Outcome } from './report.js';

const PLANS = 1_000;
const PAUSE_MS = 250;
/** After an outage lag returns to 0 within 30 s (I15); starting processes again takes its time, too. */
const WORKS_AGAIN_MS = 60_000;
const AUDIT = { withinMs: 120_000, everyMs: 2_000 };

/** Books steadily at all gateways while a few faults happen, then checks every answer against history, views and mails. */
export const tortureCluster = async (
  cluster: Cluster,
  {
    clients,
    random,
    faults,
  }: { readonly clients: Clients; readonly random: SeededRandom; readonly faults: readonly DistributedFault[] },
): Promise<Outcome> => {
  const load = await SteadyBookings.prepare(clients, `torture-${random.seed}`, PLANS, PAUSE_MS);
  load.begin();
  await load.goesOn(10, WORKS_AGAIN_MS);
  const found: string[] = [];
  for (const fault of faults) {
    found.push(...(await fault.happen(cluster, random)));
    await load.goesOn(5, WORKS_AGAIN_MS);
    found.push(...cluster.processes.flatMap((one) => endOf(one)));
  }
  const booked = await load.end();
  await eventually(async () => {
    const wrong = faultsIn(await cluster.events(), booked);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  }, AUDIT);
  for (const client of clients) found.push(...(await faultsSeen(client, booked)));
  return { counts: { booked: booked.length, mails: await checkMails(cluster) }, faults: found };
};

/** Lets many people race for few links at all gateways. */
export const stampedeAtGateways = async (
  cluster: Cluster,
  { clients, random }: { readonly clients: Clients; readonly random: SeededRandom },
): Promise<Outcome> => {
  const { answers, faults } = await runStampede({
    clients,
    events: () => cluster.events(),
    links: random.between(10, 40),
    postsPerLink: random.between(10, 40),
    patience: AUDIT,
  });
  return { counts: answers, faults };
};

/** Waits until attendee and host of every confirmed booking were mailed. Returns the number of distinct mails. */
const checkMails = (cluster: Cluster): Promise<number> =>
  eventually(async () => {
    const confirmed = (await cluster.events()).filter(({ type }) => type === 'BookingConfirmed').length;
    const ids = new Set(cluster.mails.flatMap((mail) => /^Message-ID: (.*)$/im.exec(mail)?.[1] ?? []));
    if (ids.size < confirmed * 2) throw new Error(`${confirmed} bookings, but ${ids.size} mails`);
    return ids.size;
  }, AUDIT);

const endOf = (one: { readonly app: string; readonly exitedWith: string | null }): readonly string[] =>
  one.exitedWith === null ? [] : [`${one.app} ended with ${one.exitedWith}`];
