import { onlyStatus } from '../load/load.mjs';
import { median } from '../statistics.mjs';
import { startNaive } from '../targets/naive.mjs';
import { startProduct } from '../targets/product.mjs';
import { addHost, ALL_WEEK, BookingSupply, measureBookings, midnight, offeredStarts } from '../targets/workload.mjs';

const SLOT_MINUTES = 5;

const prepare = async (target, hosts, starts) => {
  const typeIds = [];
  for (let index = 0; index < hosts; index += 1) {
    typeIds.push((await addHost(target, index, ALL_WEEK, SLOT_MINUTES)).typeId);
  }
  const offered = starts ?? (await offeredStarts(target, typeIds[0], midnight(2), midnight(58)));
  return new BookingSupply(target, typeIds, offered);
};

/** Warm-up, so that the figures are those of a running server, not of a starting one. */
const WARM_UP_MS = 6_000;
const WARM_UP_RATE = 2_200;

/** Two builds of the product differ by less than the naive reference does, so they take more turns. */
const ROUNDS = { full: 4, quick: 2, against: 12 };

/**
 * Measures bookings per second of the product and of a reference, in turn, at 1, 16 and 64 connections. The reference is
 * the naive one, or the product of the checkout `against`.
 */
export const measureBookingRates = async ({ load, hosts, quick, against, profileDir, say }) => {
  const targets = [];
  const start = async (starting) => {
    const target = await starting;
    targets.push(target);
    return target;
  };
  try {
    const product = await prepare(await start(startProduct({ profileDir })), hosts, null);
    const startReference = against === null ? startNaive() : startProduct({ checkout: against });
    const reference = await prepare(await start(startReference), hosts, product.starts);
    const durationMs = quick ? 800 : 2_000;
    const run = async (supply, connections, order) => {
      const result = onlyStatus(await measureBookings(load, supply, { connections, ...order }), 201);
      say(`${supply.target.name} ${connections} connections: ${result.perSecond.toFixed(0)}/s`);
      return result;
    };
    const supplies = [product, reference];
    const rounds = against === null ? (quick ? ROUNDS.quick : ROUNDS.full) : ROUNDS.against;
    say('warming up');
    const warmUpMs = quick ? WARM_UP_MS / 3 : WARM_UP_MS;
    // The first measurements also determine how many links and slots the next ones need.
    const expected = new Map();
    for (const one of supplies) {
      const { perSecond } = await run(one, 64, { durationMs: warmUpMs, expectedPerSecond: WARM_UP_RATE });
      expected.set(one, perSecond);
    }
    const rows = [];
    for (const connections of [64, 16, 1]) {
      const results = new Map(supplies.map((one) => [one, []]));
      for (let round = 0; round < rounds; round += 1) {
        for (const one of round % 2 === 0 ? supplies : supplies.toReversed()) {
          const result = await run(one, connections, { durationMs, expectedPerSecond: expected.get(one) });
          expected.set(one, Math.ceil(Math.max(result.perSecond * (result.exhausted ? 3 : 1.5), 300)));
          results.get(one).push(result);
        }
      }
      rows.push({ connections, ...compare(results.get(product), results.get(reference)) });
    }
    return { rows: rows.toReversed(), hosts, against };
  } finally {
    for (const { server } of targets) await server.stop();
  }
};

const summary = (results) => ({
  perSecond: median(results.map((one) => one.perSecond)),
  p50: median(results.map((one) => one.p50)),
  p99: median(results.map((one) => one.p99)),
  worstP99: Math.max(...results.map((one) => one.p99)),
  cpuMsEach: results.some((one) => one.cpuMsEach === null) ? null : median(results.map((one) => one.cpuMsEach)),
  runs: results.map((one) => one.perSecond),
});

const compare = (product, reference) => ({
  product: summary(product),
  reference: summary(reference),
  ratio: median(product.map((one, index) => one.perSecond / reference[index].perSecond)),
});
