import { onlyStatus } from '../load/load.mjs';
import { sum } from '../statistics.mjs';
import { startProduct } from '../targets/product.mjs';
import { addHost, ALL_WEEK, BookingSupply, makeLinks, midnight, offeredStarts } from '../targets/workload.mjs';
import { inTurn } from './history.mjs';

const CONNECTIONS = 16;
/** Warm-up for both; creating the larger store has already warmed up much of its code. */
const WARM_UPS = 4;

const prepare = async (links, profileDir) => {
  const target = await startProduct({ profileDir });
  try {
    const { typeId } = await addHost(target, 0, ALL_WEEK, 5);
    const began = performance.now();
    const tokens = await makeLinks(target, typeId, links);
    const seconds = (performance.now() - began) / 1000;
    const starts = await offeredStarts(target, typeId, midnight(2), midnight(58));
    return { target, tokens, seconds, supply: new BookingSupply(target, [typeId], starts) };
  } catch (error) {
    await target.server.stop();
    throw error;
  }
};

/** Measures link views and bookings in a store with very many links and in one with a hundred, in turn. */
export const measureManyLinks = async ({ load, quick, profileDir }) => {
  const counts = [quick ? 20_000 : 100_000, 100];
  const stores = [];
  try {
    for (const count of counts) stores.push(await prepare(count, profileDir));
    for (const { target } of stores) {
      await target.server.settled();
      // Restarts the process, to measure the store rather than the memory left after creating so many links.
      await target.server.restart();
    }
    const looks = await looksInTurn(load, stores, quick ? 3 : 5, quick ? 400 : 800);
    const supplies = stores.map((store) => store.supply);
    const bookings = await inTurn(load, supplies, quick ? 3 : 5, quick ? 400 : 800);
    const ratio = (rates) => sum(rates[0]) / sum(rates[1]);
    return {
      links: counts[0],
      batchPerSecond: counts[0] / stores[0].seconds,
      looks,
      bookings,
      looksRatio: ratio(looks),
      bookingsRatio: ratio(bookings),
    };
  } finally {
    for (const { target } of stores) await target.server.stop();
  }
};

const looksInTurn = async (load, stores, rounds, durationMs) => {
  const rates = stores.map(() => []);
  for (let round = -WARM_UPS; round < rounds; round += 1) {
    for (const index of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const { target, tokens } = stores[index];
      const requests = spread(tokens, 10_000).map((token) => ({ path: `/v1/public/links/${token}` }));
      const { port } = target.server;
      const order = { port, connections: CONNECTIONS, durationMs, method: 'GET', requests, cycle: true };
      const result = onlyStatus(await load.run(order), 200);
      if (round >= 0) rates[index].push(result.perSecond);
    }
  }
  return rates;
};

/** Returns at most `count` tokens, in an order unrelated to their creation. */
const spread = (tokens, count) => {
  const step = 7_919 % tokens.length === 0 ? 1 : 7_919;
  return Array.from({ length: Math.min(count, tokens.length) }, (_, index) => tokens[(index * step) % tokens.length]);
};
