import { selfSignedCertificate } from '@bookonce/testing/harness/self-signed-certificate';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { startProduct } from '../targets/product.mjs';
import { addHost, ALL_WEEK } from '../targets/workload.mjs';

const CALENDARS_A_HOST = 20;
const AT_ONCE = 6;
/** A workspace may connect 120 calendars a minute. The count is in memory. */
const CONNECTED_A_START = 120;
const MINUTE_MS = 60_000;
/** The product adds up to a tenth to the interval between two reads. */
const LONGEST_INTERVAL = 1.1;
/** The product looks every second for calendars that are due. */
const LATE_AFTER_MS = 3_000;
const SETTLE_MS = 10_000;

const startFeeds = async ({ key, cert }) => {
  const child = fork(new URL('../targets/feed-server.mjs', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ask = async (message) => {
    child.send(message);
    const [answer] = await once(child, 'message');
    return answer;
  };
  const { url } = await ask({ key, cert });
  return {
    url,
    begin: () => ask({ order: 'begin' }),
    report: (lateAfterMs) => ask({ order: 'report', lateAfterMs }),
    stop: () => child.disconnect(),
  };
};

const connectAll = async (product, feeds, calendars, say) => {
  const { server, keyHeaders: headers } = product;
  const hosts = [];
  for (let index = 0; index < calendars / CALENDARS_A_HOST; index += 1) {
    hosts.push((await addHost(product, index, ALL_WEEK, 30)).hostId);
  }
  let next = 0;
  for (
    const lane = async (end) => {
      while (next < end) {
        const index = next++;
        const url = `${feeds.url}/${index % 2 === 0 ? 'unchanged' : 'restamped'}/${index}.ics`;
        const path = `/v1/hosts/${hosts[Math.floor(index / CALENDARS_A_HOST)]}/calendars`;
        await server.call(path, { body: { type: 'ics', url }, headers });
      }
    };
    ;
  ) {
    const end = Math.min(calendars, next + CONNECTED_A_START);
    await Promise.all(Array.from({ length: AT_ONCE }, () => lane(end)));
    if (next >= calendars) return;
    say(`${next} of ${calendars} calendars connected`);
    await server.restart();
  }
};

/**
 * Measures the processor time of the product while it polls calendars over TLS: for one whole interval, in which each is
 * read. Half answer 304, half 200 KB in which only DTSTAMP has changed.
 */
export const measurePolling = async ({ quick, profileDir, say }) => {
  // The same rate in both: 1,000 a minute.
  const [calendars, minutes] = quick ? [1_000, 1] : [5_000, 5];
  const intervalMs = minutes * MINUTE_MS;
  const certificate = await selfSignedCertificate();
  const feeds = await startFeeds(certificate);
  const product = await startProduct({
    profileDir,
    env: {
      CALENDAR_POLL_MINUTES: String(minutes),
      PRIVATE_HOSTS: 'localhost',
      NODE_EXTRA_CA_CERTS: certificate.file,
    },
  });
  const { server } = product;
  try {
    await connectAll(product, feeds, calendars, say);
    await server.settled(SETTLE_MS);
    const windowMs = intervalMs * LONGEST_INTERVAL;
    say(`measuring for ${Math.round(windowMs / 1000)} s`);
    await feeds.begin();
    const [began, cpuBefore] = [performance.now(), await server.cpuSeconds()];
    await wait(windowMs);
    const [seconds, cpuAfter] = [(performance.now() - began) / 1000, await server.cpuSeconds()];
    const {
      notModified,
      whole,
      feeds: known,
      late,
      longestGapMs,
      bytes,
    } = await feeds.report(windowMs + LATE_AFTER_MS);
    if (cpuBefore === null || cpuAfter === null) throw new Error('the system does not report processor time');
    const reads = notModified + whole;
    const cpuMsEach = ((cpuAfter - cpuBefore) * 1000) / reads;
    // As if every calendar was read once in each interval: the product adds a pause at random to some.
    const share = (cpuMsEach * calendars) / intervalMs;
    return {
      calendars,
      minutes,
      seconds,
      reads,
      notModified,
      whole,
      known,
      late,
      longestGapMs,
      bytes,
      cpuMsEach,
      share,
      measuredShare: (cpuAfter - cpuBefore) / seconds,
    };
  } finally {
    await server.stop();
    feeds.stop();
    certificate.remove();
  }
};
