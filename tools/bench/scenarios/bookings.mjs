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

/** Bookings per second of the product and of the naive reference, in turn, at 1, 16 and 64 connections. */
export const measureBookingRates = async ({ load, hosts, quick, profileDir, say }) => {
  const targets = [];
  try {
    const product = await startProduct({ profileDir });
    targets.push(product);
    const naive = await startNaive();
    targets.push(naive);
    const supply = await prepare(product, hosts, null);
    const supplies = [supply, await prepare(naive, hosts, supply.starts)];
    const durationMs = quick ? 800 : 2_000;
    const rounds = quick ? 2 : 4;
    // The first measurements also tell how many links and slots to have ready for the next.
    const expected = new Map(supplies.map((one) => [one, 500]));
    const rows = [];
    for (const connections of [64, 16, 1]) {
      const results = new Map(supplies.map((one) => [one, []]));
      for (let round = -1; round < rounds; round += 1) {
        const inTurn = round % 2 === 0 ? supplies : supplies.toReversed();
        for (const one of inTurn) {
          const warmUp = round < 0;
          const order = { connections, durationMs: warmUp ? durationMs / 2 : durationMs };
          const expectedPerSecond = expected.get(one);
          const result = onlyStatus(await measureBookings(load, one, { ...order, expectedPerSecond }), 201);
          expected.set(one, Math.ceil(Math.max(result.perSecond * (result.exhausted ? 3 : 1.5), 300)));
          if (!warmUp) results.get(one).push(result);
          say(
            `${one.target.name} ${connections} connections${warmUp ? ' (warm-up)' : ''}: ${result.perSecond.toFixed(0)}/s`,
          );
        }
      }
      rows.push({ connections, ...compare(results.get(supplies[0]), results.get(supplies[1])) });
    }
    return { rows: rows.toReversed(), hosts };
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

const compare = (product, naive) => ({
  product: summary(product),
  naive: summary(naive),
  ratio: median(product.map((one, index) => one.perSecond / naive[index].perSecond)),
});
