// The load-generating process. Runs one order at a time and replies with its measurements.
import { percentile } from '../statistics.mjs';
import { Lane } from './lane.mjs';

/**
 * @typedef {object} LoadOrder
 * @property {number} port
 * @property {number} connections
 * @property {number} durationMs
 * @property {string} method
 * @property {Readonly<Record<string, string>>} [headers]
 * @property {readonly { path: string, body?: unknown }[]} requests
 * @property {boolean} cycle start over at the end of the list; otherwise each request is sent at most once
 */

/**
 * @typedef {object} LoadResult
 * @property {number} count answers
 * @property {number} used requests taken from the list
 * @property {number} seconds
 * @property {number} perSecond
 * @property {number} p50 milliseconds
 * @property {number} p99 milliseconds
 * @property {number} max milliseconds
 * @property {Readonly<Record<string, number>>} statuses
 * @property {boolean} exhausted the list ended before the time was up
 */

const encode = ({ method, headers = {}, port }, { path, body }) => {
  const payload = body === undefined ? '' : JSON.stringify(body);
  const lines = [`${method} ${path} HTTP/1.1`, `host: 127.0.0.1:${port}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body !== undefined) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(payload)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${payload}`);
};

/** @param {LoadOrder} order @returns {Promise<LoadResult>} */
const run = async (order) => {
  const requests = order.requests.map((request) => encode(order, request));
  const lanes = await Promise.all(Array.from({ length: order.connections }, () => Lane.open(order.port)));
  const latencies = [];
  const statuses = {};
  const began = performance.now();
  const deadline = began + order.durationMs;
  let next = 0;
  const drive = async (lane) => {
    while (performance.now() < deadline && (order.cycle || next < requests.length)) {
      const request = requests[next % requests.length];
      next += 1;
      const sentAt = performance.now();
      const status = await lane.send(request);
      latencies.push(performance.now() - sentAt);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  try {
    await Promise.all(lanes.map(drive));
  } finally {
    for (const lane of lanes) lane.close();
  }
  const seconds = (performance.now() - began) / 1000;
  const sorted = Float64Array.from(latencies).sort();
  return {
    count: sorted.length,
    used: Math.min(next, requests.length),
    seconds,
    perSecond: sorted.length / seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    max: sorted.at(-1) ?? 0,
    statuses,
    exhausted: !order.cycle && next >= requests.length,
  };
};

process.on('message', (order) => {
  run(order).then(
    (result) => process.send({ result }),
    (error) => process.send({ error: String(error.stack ?? error) }),
  );
});
process.on('disconnect', () => process.exit(0));
