import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { percentile } from '../statistics.mjs';
import { startProduct } from '../targets/product.mjs';
import { addHost, ALL_WEEK, makeLinks, midnight } from '../targets/workload.mjs';

const NEVER = Number.POSITIVE_INFINITY;
const DAY_MS = 24 * 60 * 60_000;
/** Longer than a calendar counts as fresh. */
const STALE_AFTER_MS = 90_000;

/** A server of feeds that answers after `delayMs`; never if that is Infinity. */
const startFeeds = async () => {
  const server = createServer((_request, response) => {
    const { delayMs } = feeds;
    if (delayMs === NEVER) return;
    void wait(delayMs).then(() => response.writeHead(200, { 'content-type': 'text/calendar' }).end(feedText()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const feeds = {
    url: `http://127.0.0.1:${server.address().port}`,
    delayMs: 0,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return feeds;
};

/** One event, three months ahead. */
const feedText = () => {
  const day = midnight(90).slice(0, 10).replaceAll('-', '');
  const event = ['BEGIN:VEVENT', 'UID:1@example.com', `DTSTART:${day}T100000Z`, `DTEND:${day}T110000Z`, 'END:VEVENT'];
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//EN', ...event, 'END:VCALENDAR', ''].join('\r\n');
};

/**
 * Measures bookings of hosts whose connected calendar was just read, or must be read first from a server that answers
 * after 200 ms, or never.
 */
export const measureStaleCalendars = async ({ quick, say }) => {
  const hosts = quick ? 12 : 40;
  const feeds = await startFeeds();
  let now = Date.now();
  const product = await startProduct({
    testClock: new Date(now).toISOString(),
    env: { ALLOW_PRIVATE_NETWORK: 'true' },
  });
  const { server, keyHeaders: headers } = product;
  try {
    say(`connecting ${hosts} calendars`);
    const links = [];
    for (let index = 0; index < hosts; index += 1) {
      const { hostId, typeId } = await addHost(product, index, ALL_WEEK, 30);
      await server.call(`/v1/hosts/${hostId}/calendars`, {
        body: { type: 'ics', url: `${feeds.url}/${index}.ics` },
        headers,
      });
      links.push(await makeLinks(product, typeId, 3));
    }
    const rows = [];
    for (const [round, { what, delayMs, isStale }] of [
      { what: 'read just before', delayMs: 0, isStale: false },
      { what: 'read again, answers in 200 ms', delayMs: 200, isStale: true },
      { what: 'read again, never answers', delayMs: NEVER, isStale: true },
    ].entries()) {
      feeds.delayMs = delayMs;
      if (isStale) {
        now += STALE_AFTER_MS;
        await server.call('/v1/test/clock', { body: { now: new Date(now).toISOString() }, headers });
      }
      const times = [];
      for (const tokens of links) times.push(await msToBook(server, tokens[round], round));
      const sorted = times.toSorted((a, b) => a - b);
      rows.push({ what, p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) });
      say(`${what}: p95 ${rows.at(-1).p95.toFixed(0)} ms`);
    }
    return { hosts, rows };
  } finally {
    feeds.stop();
    await server.stop();
  }
};

const msToBook = async (server, token, round) => {
  const start = new Date(Math.ceil(Date.now() / DAY_MS) * DAY_MS + DAY_MS + round * 3_600_000).toISOString();
  const body = { start, attendee: { name: 'Bea Guest', email: `bea${round}@example.com`, timeZone: 'Europe/London' } };
  const began = performance.now();
  await server.call(`/v1/public/links/${token}/bookings`, { body });
  return performance.now() - began;
};
