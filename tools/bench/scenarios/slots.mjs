import { onlyStatus } from '../load/load.mjs';
import { round } from '../statistics.mjs';
import { startProduct } from '../targets/product.mjs';
import {
  addHost,
  ALL_WEEK,
  BookingSupply,
  makeLinks,
  measureBookings,
  midnight,
  OFFICE_WEEK,
  offeredStarts,
} from '../targets/workload.mjs';

const CONNECTIONS = 16;
const HOSTS = 8;
const BOOKINGS_PER_HOST = 15;

const LARGE_DAYS = 62;
const LARGE_ANSWERS = 20;

/**
 * Measures what the answers of a large meeting type cost one caller, and how long others wait meanwhile. Its hosts are free
 * around the clock.
 */
const measureLarge = async ({ server, keyHeaders: headers }, hosts, interval) => {
  const hostIds = [];
  for (let index = 0; index < hosts; index += 1) {
    const body = { name: `Large ${index}`, email: `large${index}@example.com`, schedule: ALL_WEEK };
    hostIds.push((await server.call('/v1/hosts', { body, headers })).id);
  }
  const settings = { durationMinutes: 30, slotIntervalMinutes: interval, bookingWindow: { type: 'rolling', days: 90 } };
  const body = { name: 'Large', hostIds, assignment: 'roundRobin', confirmation: 'instant', ...settings };
  const { id } = await server.call('/v1/meeting-types', { body, headers });
  const [token] = await makeLinks({ server, keyHeaders: headers }, id, 1);
  const url = `${server.baseUrl}/v1/public/links/${token}/slots?from=${midnight(1)}&to=${midnight(1 + LARGE_DAYS)}`;
  const waits = [];
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      const began = performance.now();
      await (await fetch(`${server.baseUrl}/health/live`)).arrayBuffer();
      waits.push(performance.now() - began);
    }
  })();
  const times = [];
  let text = '';
  for (let answer = 0; answer < LARGE_ANSWERS; answer += 1) {
    const began = performance.now();
    text = await (await fetch(url)).text();
    times.push(performance.now() - began);
  }
  isOver = true;
  await others;
  const { slots, next } = JSON.parse(text);
  times.sort((a, b) => a - b);
  const [median] = times.slice(times.length >> 1);
  const megabytes = round(text.length / 1e6, 2);
  return {
    hosts,
    interval,
    slots: slots.length,
    megabytes,
    isAll: next === undefined,
    median,
    others: Math.max(...waits),
  };
};

/** Measures slot requests per second for 7 and 31 days, with hosts that have office hours and some bookings. */
export const measureSlots = async ({ load, quick, profileDir, slotHosts, slotInterval }) => {
  const product = await startProduct({ profileDir });
  try {
    const tokens = [];
    for (let index = 0; index < HOSTS; index += 1) {
      const { typeId } = await addHost(product, index, OFFICE_WEEK, 30);
      const starts = (await offeredStarts(product, typeId, midnight(1), midnight(31))).filter((_, at) => at % 13 === 0);
      const supply = new BookingSupply(product, [typeId], starts);
      const order = { connections: 4, durationMs: 10_000, expectedPerSecond: BOOKINGS_PER_HOST / 10 };
      onlyStatus(await measureBookings(load, supply, order), 201);
      tokens.push(...(await makeLinks(product, typeId, 8)));
    }
    const rows = [];
    for (const days of [7, 31]) {
      const requests = tokens.map((token, index) => {
        const first = 1 + (index % 4);
        return { path: `/v1/public/links/${token}/slots?from=${midnight(first)}&to=${midnight(first + days)}` };
      });
      const order = { port: product.server.port, connections: CONNECTIONS, method: 'GET', requests, cycle: true };
      await load.run({ ...order, durationMs: quick ? 500 : 1_500 });
      rows.push({ days, ...onlyStatus(await load.run({ ...order, durationMs: quick ? 1_000 : 4_000 }), 200) });
    }
    return { rows, connections: CONNECTIONS, large: await measureLarge(product, slotHosts, slotInterval) };
  } finally {
    await product.server.stop();
  }
};
