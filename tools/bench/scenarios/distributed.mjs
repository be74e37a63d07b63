import { onlyStatus } from '../load/load.mjs';
import { median } from '../statistics.mjs';
import { startCluster } from '../targets/cluster.mjs';
import { addHost, ALL_WEEK, BookingSupply, measureBookings, midnight, offeredStarts } from '../targets/workload.mjs';

const SLOT_MINUTES = 5;
/** Warm-up: five processes and a broker optimise their hot code during about the first two thousand bookings. */
const WARM_UP_MS = 30_000;
const WARM_UP_CONNECTIONS = 16;
const SAMPLED = 50;

/** The events of one booking, in order. */
const STEPS = ['BookingRequested', 'SlotHeld', 'LinkConsumed', 'SlotBooked', 'BookingConfirmed'];

/** Measures booking latency on the distributed profile at 1, 4 and 16 connections, by hop, and the CPU of each process. */
export const measureDistributed = async ({ load, hosts, quick, postgres, profileDir, say }) => {
  const target = await startCluster({ postgres, profileDir });
  try {
    const typeIds = [];
    for (let index = 0; index < hosts; index += 1) {
      typeIds.push((await addHost(target, index, ALL_WEEK, SLOT_MINUTES)).typeId);
    }
    const supply = new BookingSupply(
      target,
      typeIds,
      await offeredStarts(target, typeIds[0], midnight(2), midnight(58)),
    );
    let expectedPerSecond = 150;
    const run = async (connections, durationMs) => {
      const result = onlyStatus(
        await measureBookings(load, supply, { connections, durationMs, expectedPerSecond }),
        201,
      );
      expectedPerSecond = Math.max(100, Math.ceil(result.perSecond * 2));
      say(`${connections} connections: ${result.perSecond.toFixed(0)}/s, p50 ${result.p50.toFixed(1)} ms`);
      return result;
    };
    say('warming up');
    await run(WARM_UP_CONNECTIONS, quick ? WARM_UP_MS / 10 : WARM_UP_MS);
    const rows = [];
    let cpu = [];
    for (const connections of [1, 4, 16]) {
      const before = target.cpuByProcess();
      const runs = [];
      for (let round = 0; round < (quick ? 1 : 3); round += 1) runs.push(await run(connections, quick ? 2_000 : 4_000));
      const count = runs.reduce((sum, one) => sum + one.count, 0);
      if (connections === 4) cpu = perBooking(before, target.cpuByProcess(), count);
      rows.push({ connections, ...summary(runs) });
    }
    return { rows, hops: await sampleHops(target, supply), cpu };
  } finally {
    await target.server.stop();
  }
};

const summary = (runs) => ({
  perSecond: median(runs.map((one) => one.perSecond)),
  p50: median(runs.map((one) => one.p50)),
  p99: median(runs.map((one) => one.p99)),
  worstP99: Math.max(...runs.map((one) => one.p99)),
});

const perBooking = (before, after, count) =>
  [...after].map(([process, seconds]) => ({
    process,
    msEach: ((seconds - (before.get(process) ?? 0)) * 1000) / count,
  }));

/** Books sequentially and compares with the times of the events; all clocks are this machine's. */
const sampleHops = async ({ server, cluster }, supply) => {
  await supply.fill(SAMPLED);
  const samples = [];
  for (const { path, body } of supply.peek(SAMPLED)) {
    const sentAt = Date.now();
    const { id } = await server.call(path, { body });
    samples.push({ id, sentAt, answeredAt: Date.now() });
  }
  supply.drop(SAMPLED);
  const times = new Map();
  for (const { type, data, time } of await cluster.events()) {
    if (!STEPS.includes(type)) continue;
    times.set(`${data.bookingId}/${type}`, Date.parse(time));
  }
  const hops = new Map();
  for (const { id, sentAt, answeredAt } of samples) {
    let before = { name: 'POST', at: sentAt };
    const note = (name, at) => {
      const hop = `${before.name} → ${name}`;
      hops.set(hop, [...(hops.get(hop) ?? []), at - before.at]);
      before = { name, at };
    };
    for (const step of STEPS) note(step, times.get(`${id}/${step}`));
    note('answer', answeredAt);
  }
  return [...hops].map(([hop, values]) => ({ hop, p50: median(values) }));
};
