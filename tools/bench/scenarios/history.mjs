import { onlyStatus } from '../load/load.mjs';
import { median, sum } from '../statistics.mjs';
import { startProduct } from '../targets/product.mjs';
import { addHost, ALL_WEEK, BookingSupply, measureBookings, midnight, offeredStarts } from '../targets/workload.mjs';

const NOW = Date.UTC(2026, 2, 2, 8);
const LATER_DAYS = 25;
const CONNECTIONS = 16;
const SLOT_MINUTES = 5;

/** Measures bookings per second for a host with thousands of past bookings and for a new host, in turn. */
export const measureLongHistory = async ({ load, quick, profileDir }) => {
  const pastBookings = quick ? 1_000 : 5_000;
  const product = await startProduct({ profileDir, testClock: new Date(NOW).toISOString() });
  try {
    const busy = await addHost(product, 0, ALL_WEEK, SLOT_MINUTES);
    const past = await offeredStarts(product, busy.typeId, midnight(1, NOW), midnight(LATER_DAYS - 1, NOW));
    const history = new BookingSupply(product, [busy.typeId], past);
    const all = { connections: 64, durationMs: 60_000, expectedPerSecond: pastBookings / 60 };
    const made = onlyStatus(await measureBookings(load, history, all), 201);
    if (made.count < pastBookings) throw new Error(`only ${made.count} of ${pastBookings} bookings were made`);

    const now = NOW + LATER_DAYS * 86_400_000;
    const headers = product.keyHeaders;
    await product.server.call('/v1/test/clock', { body: { now: new Date(now).toISOString() }, headers });
    const fresh = await addHost(product, 1, ALL_WEEK, SLOT_MINUTES);
    const supplies = [];
    for (const { typeId } of [busy, fresh]) {
      const starts = await offeredStarts(product, typeId, midnight(2, now), midnight(58, now));
      supplies.push(new BookingSupply(product, [typeId], starts));
    }
    const rates = await inTurn(load, supplies, quick ? 3 : 6, quick ? 500 : 1_000);
    return {
      pastBookings,
      busy: median(rates[0]),
      fresh: median(rates[1]),
      ratio: sum(rates[0]) / sum(rates[1]),
      rates,
    };
  } finally {
    await product.server.stop();
  }
};

/** Measures the rate of each supply, in turn so that both run under the same conditions. The first round is a warm-up. */
export const inTurn = async (load, supplies, rounds, durationMs) => {
  const rates = supplies.map(() => []);
  let expectedPerSecond = 1_000;
  for (let round = 0; round <= rounds; round += 1) {
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    for (const index of order) {
      const settings = { connections: CONNECTIONS, durationMs, expectedPerSecond };
      const result = onlyStatus(await measureBookings(load, supplies[index], settings), 201);
      if (result.exhausted) expectedPerSecond *= 2;
      if (round > 0) rates[index].push(result.perSecond);
    }
  }
  return rates;
};
