import { onlyStatus } from '../load/load.mjs';
import { startProduct } from '../targets/product.mjs';
import {
  addHost,
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

/** Measures slot requests per second for 7 and 31 days, with hosts that have office hours and some bookings. */
export const measureSlots = async ({ load, quick, profileDir }) => {
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
    return { rows, connections: CONNECTIONS };
  } finally {
    await product.server.stop();
  }
};
