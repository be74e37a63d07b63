import { once } from 'node:events';
import { createServer } from 'node:http';
import { onlyStatus } from '../load/load.mjs';
import { median } from '../statistics.mjs';
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

const SOURCES = 3;
const INTERVALS = 2_000;
const INTERVALS_A_DAY = 5;
/** After office hours, so that answers have the same slots with and without calendars. */
const FIRST_HOUR = 17;
const HOSTS = 4;
const LINKS_PER_HOST = 8;
const SLOT_MINUTES = 5;
const SLOT_CONNECTIONS = 16;
const WARM_UP_MS = 4_000;
const WARM_UP_RATE = 1_500;
const NO_POLLS = String(24 * 60);

const stampOf = (hours) =>
  new Date(Date.parse(midnight(0)) + hours * 3_600_000).toISOString().replaceAll(/[-:]|\.000/g, '');

/** The events of one of the sources. */
const feedText = (source) => {
  const events = [];
  for (let index = source; index < INTERVALS; index += SOURCES) {
    const hour = Math.floor(index / INTERVALS_A_DAY) * 24 + FIRST_HOUR + (index % INTERVALS_A_DAY);
    const times = [`DTSTART:${stampOf(hour)}`, `DTEND:${stampOf(hour + 0.5)}`];
    events.push('BEGIN:VEVENT', `UID:${index}@example.com`, ...times, 'END:VEVENT');
  }
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//EN', ...events, 'END:VCALENDAR', ''].join('\r\n');
};

const startFeeds = async () => {
  const texts = Array.from({ length: SOURCES }, (_, source) => feedText(source));
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/calendar' }).end(texts[Number(/\d+/.exec(request.url)[0])]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
};

const connect = async ({ server, keyHeaders: headers }, hostId, feeds) => {
  let busy = 0;
  for (let source = 0; source < SOURCES; source += 1) {
    const body = { type: 'ics', url: `${feeds.url}/${source}.ics` };
    busy += (await server.call(`/v1/hosts/${hostId}/calendars`, { body, headers })).busyCount;
  }
  if (busy !== INTERVALS) throw new Error(`${busy} busy times were read, not ${INTERVALS}`);
};

/** Makes hosts with this schedule, half of them with calendars. Returns the meeting types of each half. */
const addHosts = async (product, feeds, schedule, minutes) => {
  const types = { without: [], with: [] };
  for (let index = 0; index < HOSTS; index += 1) {
    for (const half of ['without', 'with']) {
      const { hostId, typeId } = await addHost(product, `${half}-${minutes}-${index}`, schedule, minutes);
      if (half === 'with') await connect(product, hostId, feeds);
      types[half].push(typeId);
    }
  }
  return types;
};

/** Measures both halves in turn. The ratio is that of the times: above 1, calendars cost something. */
const compare = async (rounds, measure) => {
  const results = { without: [], with: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const half of round % 2 === 0 ? ['without', 'with'] : ['with', 'without']) {
      results[half].push(await measure(half));
    }
  }
  const ratios = (of) => results.with.map((one, index) => of(one) / of(results.without[index]));
  const ofTimes = ratios(({ perSecond }) => 1 / perSecond);
  const ofCpu = results.with.some(({ cpuMsEach }) => cpuMsEach === null) ? null : ratios(({ cpuMsEach }) => cpuMsEach);
  return {
    without: median(results.without.map(({ perSecond }) => perSecond)),
    with: median(results.with.map(({ perSecond }) => perSecond)),
    ratio: median(ofTimes),
    cpuRatio: ofCpu && median(ofCpu),
    ratios: ofTimes,
    cpuRatios: ofCpu,
  };
};

/**
 * Compares hosts with three connected calendars and 2,000 busy times, read just before, with the same hosts without:
 * slots of 7 and of 31 days, and bookings at 1 and at 16 connections.
 */
export const measureBusySources = async ({ load, quick, profileDir, say }) => {
  const feeds = await startFeeds();
  // The clock stands still, so calendars that were read stay fresh.
  const product = await startProduct({
    profileDir,
    testClock: new Date().toISOString(),
    env: { ALLOW_PRIVATE_NETWORK: 'true', CALENDAR_POLL_MINUTES: NO_POLLS },
  });
  const rows = [];
  const add = (what, compared) => {
    rows.push({ what, ...compared });
    say(
      `${what}: ratio ${compared.ratio.toFixed(3)}, of the processor time ${compared.cpuRatio?.toFixed(3) ?? 'unknown'}`,
    );
  };
  try {
    say(`connecting ${2 * HOSTS * SOURCES} calendars`);
    const office = await addHosts(product, feeds, OFFICE_WEEK, 30);
    const links = { without: [], with: [] };
    for (const half of ['without', 'with']) {
      for (const typeId of office[half]) links[half].push(...(await makeLinks(product, typeId, LINKS_PER_HOST)));
    }
    const rounds = quick ? 5 : 15;
    const { server } = product;
    for (const days of [7, 31]) {
      const slots = async (half, durationMs) => {
        const requests = links[half].map((token, index) => {
          const first = 1 + (index % 4);
          return { path: `/v1/public/links/${token}/slots?from=${midnight(first)}&to=${midnight(first + days)}` };
        });
        const { port } = server;
        const order = { port, connections: SLOT_CONNECTIONS, method: 'GET', requests, cycle: true, durationMs };
        const cpuBefore = await server.cpuSeconds();
        const result = onlyStatus(await load.run(order), 200);
        const cpuAfter = await server.cpuSeconds();
        return { ...result, cpuMsEach: cpuBefore === null ? null : ((cpuAfter - cpuBefore) * 1000) / result.count };
      };
      for (const half of ['without', 'with']) await slots(half, quick ? 500 : 1_500);
      add(`slots of ${days} days`, await compare(rounds, (half) => slots(half, quick ? 500 : 1_000)));
    }

    const types = await addHosts(product, feeds, ALL_WEEK, SLOT_MINUTES);
    const starts = await offeredStarts(product, types.with[0], midnight(2), midnight(58));
    const supplies = {
      without: new BookingSupply(product, types.without, starts),
      with: new BookingSupply(product, types.with, starts),
    };
    const expected = new Map();
    const book = async (half, connections, durationMs) => {
      const key = `${half} ${connections}`;
      const expectedPerSecond = expected.get(key) ?? WARM_UP_RATE;
      const result = onlyStatus(
        await measureBookings(load, supplies[half], { connections, durationMs, expectedPerSecond }),
        201,
      );
      expected.set(key, Math.ceil(Math.max(result.perSecond * (result.exhausted ? 3 : 1.5), 300)));
      return result;
    };
    for (const half of ['without', 'with']) await book(half, 16, quick ? WARM_UP_MS / 2 : WARM_UP_MS);
    for (const connections of [1, 16]) {
      add(
        `bookings, ${connections} connection${connections === 1 ? '' : 's'}`,
        await compare(rounds, (half) => book(half, connections, quick ? 500 : 1_000)),
      );
    }
    return { hosts: HOSTS, sources: SOURCES, intervals: INTERVALS, rounds, rows };
  } finally {
    feeds.stop();
    await product.server.stop();
  }
};
