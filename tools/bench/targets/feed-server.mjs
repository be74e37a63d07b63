// The process of calendar feeds over TLS. Half of them answer 304, the others 200 KB in which only DTSTAMP has changed.
import { constants } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import { gzipSync } from 'node:zlib';
import { midnight } from './workload.mjs';

const BYTES = 200_000;
/** Events that are still to come. Most of a calendar that has grown to 200 KB is over. */
const TO_COME = 40;
const ETAG = '"1"';

const stampOf = (instant) => instant.replaceAll(/[-:]|\.000/g, '');

const eventText = (index, day) => {
  const date = stampOf(midnight(day)).slice(0, 8);
  return [
    'BEGIN:VEVENT',
    `DTSTART:${date}T100000Z`,
    `DTEND:${date}T110000Z`,
    'DTSTAMP:20260101T000000Z',
    `UID:event-${index}@example.com`,
    'CREATED:20250101T000000Z',
    'LAST-MODIFIED:20250101T000000Z',
    'SEQUENCE:0',
    'STATUS:CONFIRMED',
    `SUMMARY:Meeting about the subject number ${index}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ].join('\r\n');
};

const calendarOf = (events) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//EN', ...events, 'END:VCALENDAR', ''].join('\r\n');

const largeText = () => {
  const events = [];
  for (let bytes = 0, index = 0; bytes < BYTES; index += 1) {
    events.push(eventText(index, index < TO_COME ? index + 1 : TO_COME - index));
    bytes += events.at(-1).length + 2;
  }
  return calendarOf(events);
};

const small = calendarOf([eventText(0, 30)]);
/** Between two pieces belongs the time of the request. */
const largePieces = largeText().split(/(?<=DTSTAMP:)[0-9TZ]+/);

/** When each feed was read last. */
const lastReads = new Map();
const counts = { notModified: 0, whole: 0 };
let gaps = [];

const noteRead = (path) => {
  const now = performance.now();
  const last = lastReads.get(path);
  if (last !== undefined) gaps.push(now - last);
  lastReads.set(path, now);
};

const respond = (request, response) => {
  noteRead(request.url);
  // Each read has a connection and a handshake of its own, as if each calendar was on another server.
  const headers = { connection: 'close', 'content-type': 'text/calendar; charset=utf-8' };
  if (request.url.startsWith('/unchanged/')) {
    const isKnown = request.headers['if-none-match'] === ETAG;
    counts.notModified += isKnown ? 1 : 0;
    response.writeHead(isKnown ? 304 : 200, { ...headers, etag: ETAG }).end(isKnown ? undefined : small);
    return;
  }
  counts.whole += 1;
  const text = largePieces.join(stampOf(`${new Date().toISOString().slice(0, 19)}Z`));
  response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync(text, { level: 1 }));
};

const report = (lateAfterMs) => {
  const now = performance.now();
  const unread = [...lastReads.values()].filter((last) => now - last > lateAfterMs).length;
  const late = gaps.filter((gap) => gap > lateAfterMs).length + unread;
  return {
    ...counts,
    feeds: lastReads.size,
    late,
    longestGapMs: Math.max(0, ...gaps),
    bytes: largePieces.join('20260101T000000Z').length,
  };
};

process.once('message', async ({ key, cert }) => {
  // Without tickets no handshake is resumed.
  const server = createServer({ key, cert, secureOptions: constants.SSL_OP_NO_TICKET }, respond);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.on('message', ({ order, lateAfterMs }) => {
    if (order === 'begin') {
      Object.assign(counts, { notModified: 0, whole: 0 });
      gaps = [];
      process.send({});
    } else process.send(report(lateAfterMs));
  });
  process.send({ url: `https://localhost:${server.address().port}` });
});
process.on('disconnect', () => process.exit(0));
