// Reads generated calendars in the threads of the product: one large feed, one server with an object for each event, and
// fingerprints of feeds that have not changed.
import { fingerprintOf } from '@bookonce/adapter-icalendar/fingerprint';
import { openBusyReader } from '@bookonce/adapter-icalendar/open-busy-reader';
import { median } from '../statistics.mjs';

const { events, rounds } = JSON.parse(process.argv[3]);
const DAY = 86_400_000;
const LONGEST_FEED = 200_000;
const QUERY = {
  from: '2026-11-27T00:00:00.000Z',
  to: '2028-01-02T00:00:00.000Z',
  timeZone: 'Europe/Berlin',
  addresses: [],
  allEventsBusy: false,
  own: [],
};

/** Three years of meetings, of which every twentieth is weekly, as calendars export them. */
const eventAt = (index) => {
  const day = new Date(Date.UTC(2025, 0, 1) + (index % 1100) * DAY).toISOString().slice(0, 10).replaceAll('-', '');
  const hour = 8 + (index % 9);
  const time = (at) => `;TZID=Europe/Berlin:${day}T${String(at).padStart(2, '0')}0000`;
  return [
    'BEGIN:VEVENT',
    `UID:${index}@example.org`,
    'DTSTAMP:20261128T080000Z',
    `DTSTART${time(hour)}`,
    `DTEND${time(hour + 1)}`,
    ...(index % 20 === 0 ? ['RRULE:FREQ=WEEKLY'] : []),
    `SUMMARY:Meeting ${index}`,
    `DESCRIPTION:${'Agenda and minutes of the meeting. '.repeat(8)}`,
    'STATUS:CONFIRMED',
    'TRANSP:OPAQUE',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT10M',
    'END:VALARM',
    'END:VEVENT',
  ].join('\r\n');
};
const calendarOf = (parts) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...parts, 'END:VCALENDAR', ''].join('\r\n');

const parts = Array.from({ length: events }, (_, index) => eventAt(index));
const feed = calendarOf(parts);
const objects = parts.map((part) => calendarOf([part]));
const reader = openBusyReader();

/** In ms: real time, processor time of all threads, and of that the time that delays bookings. */
const readAll = async (texts) => {
  const before = { thread: process.threadCpuUsage(), process: process.cpuUsage() };
  const began = performance.now();
  const reading = await reader.busyTimes(texts, QUERY);
  if (!reading.ok) throw new Error(reading.error.kind);
  const took = performance.now() - began;
  const sum = ({ user, system }) => (user + system) / 1000;
  return {
    took,
    cpu: sum(process.cpuUsage(before.process)),
    onRequestPath: sum(process.threadCpuUsage(before.thread)),
  };
};
const measure = async (texts) => {
  const runs = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await readAll(texts));
  return {
    first: runs[0].took,
    median: median(runs.map(({ took }) => took)),
    cpu: median(runs.map(({ cpu }) => cpu)),
    onRequestPath: median(runs.map(({ onRequestPath }) => onRequestPath)),
  };
};

const ofFeed = await measure([feed]);
const ofObjects = await measure(objects);
await reader.close();

const unchanged = feed.slice(0, LONGEST_FEED);
const fingerprints = [];
for (let round = 0; round < 500; round += 1) {
  const began = performance.now();
  fingerprintOf(unchanged);
  fingerprints.push(performance.now() - began);
}

process.stdout.write(
  JSON.stringify({ events, bytes: feed.length, feed: ofFeed, objects: ofObjects, fingerprint: median(fingerprints) }),
);
