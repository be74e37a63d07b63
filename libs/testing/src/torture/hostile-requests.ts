import { once } from 'node:events';
import { connect } from 'node:net';
import type { HttpAnswer, HttpCall, HttpClient } from '../harness/http-client.js';
import type { SeededRandom } from '../harness/seeded-random.js';

interface Hostile {
  readonly path: string;
  readonly call?: HttpCall;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const UNKNOWN = 'AAAAAAAAAAAAAAAAAAAAAA';
const PUBLIC_POSTS = [
  `/v1/public/links/${UNKNOWN}/bookings`,
  `/v1/public/bookings/${UNKNOWN}/cancel`,
  `/v1/public/bookings/${UNKNOWN}/reschedule`,
  `/v1/public/opt-ins/${UNKNOWN}/confirm`,
];
const ENCODED = ['../', '..%2f', '..%5c', '%2e%2e/', '%252e%252e/'];
const FILES = ['secret.key', 'events.db', 'etc/hosts'];
const TRAVERSALS = ['/', '/assets/', '/1t/', '//'].flatMap((folder) =>
  ENCODED.flatMap((up) => FILES.map((file) => `${folder}${up.repeat(3)}${file}`)),
);
const FOREIGN_ORIGINS = [
  { origin: 'https://evil.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', origin: 'null' },
];

/** One request that an attacker might send, drawn at random. None of them may succeed. */
export const hostileRequest = (random: SeededRandom): Hostile => {
  const path = random.pick(PUBLIC_POSTS);
  const post = (raw: string, headers: Readonly<Record<string, string>> = JSON_TYPE): Hostile => ({
    path,
    call: { method: 'POST', raw, headers },
  });
  return random.pick<() => Hostile>([
    () => ({ path: random.pick(TRAVERSALS) }),
    () => post(manyKeys(random.between(1_000, 30_000))),
    () => post('['.repeat(random.between(100, 20_000))),
    () => post(`{"start":"${'9'.repeat(random.between(1, 30_000))}"}`),
    () => post('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}'),
    () => post('{"start":"2026-04-02T09:00:00Z","attendee":{"name":"\\ud800","email":"a@b"}}'),
    () => post('not json'),
    () => post('{}', { 'content-type': 'text/plain' }),
    () => post('{}', { ...JSON_TYPE, 'content-encoding': 'gzip' }),
    () => ({ path: '/v1/links', call: { body: { meetingTypeId: 'mtt_1' }, headers: random.pick(FOREIGN_ORIGINS) } }),
    () => ({ path: '/v1/api-keys', call: { body: { name: 'x' }, headers: { cookie: `session=${UNKNOWN}` } } }),
    () => ({ path: '/v1/hosts', call: { headers: { authorization: `Bearer bok_${UNKNOWN}` } } }),
    () => ({ path: `/v1/public/links/${UNKNOWN}/slots?from=0000&to=9999` }),
    () => ({ path: `/v1/links?cursor=${'%00'.repeat(random.between(1, 200))}` }),
    () => ({ path: `/1t/${'x'.repeat(random.between(1, 9_000))}` }),
    () => ({ path: '/metrics', call: { method: 'DELETE' } }),
  ])();
};

const manyKeys = (count: number): string =>
  `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join(',')}}`;

/** Raw requests on which two servers might disagree where one ends. */
const SMUGGLED = [
  'POST /v1/public/links/x/bookings HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/hosts HTTP/1.1\r\nHost: a\r\n\r\n',
  'POST /v1/public/links/x/bookings HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 40\r\n\r\n{}GET /v1/hosts HTTP/1.1\r\nHost: a\r\n\r\n',
  'GET /v1/hosts HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n',
  'GET /health/live HTTP/1.1\r\nHost: a\r\nX: 1\n\r\nGET /v1/hosts HTTP/1.1\r\n\r\n',
];
const RAW_LIMIT_MS = 3_000;

const smuggle = async (random: SeededRandom, port: number): Promise<readonly string[]> => {
  const raw = random.pick(SMUGGLED);
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  socket.on('error', () => undefined);
  socket.setTimeout(RAW_LIMIT_MS, () => socket.destroy());
  socket.write(raw);
  await once(socket, 'close');
  const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
  return statuses.some((status) => status < 400 && status !== 200) || statuses.length > 1
    ? [`a smuggled request was answered with ${statuses.join()}`]
    : faultsOfText('a smuggled request', text);
};

/** Stacks, paths of files and statements, which no answer may show. */
const LEAKS = /\bat .+\.[jt]s:\d+|\/(?:libs|apps|node_modules)\/|SELECT .+ FROM|root:x:0/;

const faultsOfText = (name: string, text: string): readonly string[] =>
  LEAKS.test(text) ? [`${name} was shown ${LEAKS.exec(text)?.[0] ?? ''}`] : [];

const faultsOf = ({ path, call }: Hostile, { status, text }: HttpAnswer): readonly string[] => {
  const name = `${call?.method ?? ''} ${path.slice(0, 80)}`;
  const isRefused = (status >= 400 && status < 500) || status === 503;
  return [...(isRefused ? [] : [`${name} was answered with ${status}`]), ...faultsOfText(name, text)];
};

/** Sends hostile requests one after the other. Returns what should not have been answered as it was. */
export const attack = async (
  random: SeededRandom,
  { http, port, requests }: { readonly http: HttpClient; readonly port: number; readonly requests: number },
): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (let sent = 0; sent < requests; sent += 1) {
    if (random.chance(0.1)) {
      faults.push(...(await smuggle(random, port)));
      continue;
    }
    const hostile = hostileRequest(random);
    // A connection that is closed without an answer is a refusal, too.
    const answer = await http.send(hostile.path, { ...hostile.call, ownConnection: true }).catch(() => null);
    if (answer !== null) faults.push(...faultsOf(hostile, answer));
  }
  return faults;
};
