// The naive reference: plain tables, one transaction a request, everything on the one thread. It keeps the same
// promise for one process (a link books once, a slot is taken once, durable when answered) and nothing else:
// no history, no events, no retries by key, no recovery of half-done work.
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Fastify from 'fastify';
import { inTransaction, openDatabase } from './database.mjs';
import { bookingSchema, hostSchema, linkBatchSchema, meetingTypeSchema } from './schemas.mjs';

const database = openDatabase(join(process.env.DATA_DIR, 'naive.sqlite'));
const sql = (text) => database.prepare(text);
const addHost = sql('INSERT INTO hosts VALUES (?, ?, ?, ?)');
const addType = sql('INSERT INTO meeting_types VALUES (?, ?, ?, ?)');
const addLink = sql("INSERT INTO links VALUES (?, ?, ?, 'active', ?, ?, NULL)");
const findLink = sql(`
  SELECT links.id, links.status, links.expires_at, types.host_id, types.duration_minutes, hosts.name, hosts.schedule
  FROM links JOIN meeting_types types ON types.id = links.meeting_type_id JOIN hosts ON hosts.id = types.host_id
  WHERE links.token = ?`);
const LONGEST_MS = 24 * 60 * 60 * 1000;
// No meeting is longer than a day, so the index is read from one day earlier instead of from the host's first booking.
const findOverlap = sql(
  'SELECT 1 FROM bookings WHERE host_id = ? AND start_at > ? AND start_at < ? AND end_at > ? LIMIT 1',
);
const addBooking = sql('INSERT INTO bookings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
const useLink = sql("UPDATE links SET status = 'consumed', booking_id = ? WHERE id = ? AND status = 'active'");

const app = Fastify({ logger: false });
const authorized = `Bearer ${process.env.NAIVE_API_KEY}`;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const problem = (reply, status, slug) =>
  reply
    .code(status)
    .type('application/problem+json')
    .send({ type: `/problems/${slug}`, title: slug, status });

const needsKey = async (request, reply) => {
  if (request.headers.authorization !== authorized) return problem(reply, 401, 'unauthorized');
};

/** True if the slot lies within one weekly range of the host in UTC, the only calendar of this reference. */
const isOpen = (schedule, start, end) => {
  const date = new Date(start);
  const day = DAYS[date.getUTCDay()];
  const dayStart = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  const minutesOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return schedule.weekly.some(
    (range) =>
      range.days.includes(day) &&
      Date.parse(start) >= dayStart + minutesOf(range.from) * 60_000 &&
      Date.parse(end) <= dayStart + minutesOf(range.to) * 60_000,
  );
};

app.get('/health/ready', async () => ({ status: 'ready' }));

app.post('/v1/hosts', { schema: { body: hostSchema }, preHandler: needsKey }, async ({ body }, reply) => {
  const id = `hst_${randomUUID()}`;
  addHost.run(id, body.name, body.email, JSON.stringify(body.schedule));
  return reply.code(201).send({ id, ...body });
});

app.post(
  '/v1/meeting-types',
  { schema: { body: meetingTypeSchema }, preHandler: needsKey },
  async ({ body }, reply) => {
    const id = `mtt_${randomUUID()}`;
    addType.run(id, body.name, body.hostIds[0], body.durationMinutes);
    return reply.code(201).send({ id, ...body });
  },
);

app.post('/v1/links/batch', { schema: { body: linkBatchSchema }, preHandler: needsKey }, async ({ body }, reply) => {
  const createdAt = new Date().toISOString();
  const expiresAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
  const items = inTransaction(database, () =>
    body.links.map(() => {
      const [id, token] = [`lnk_${randomUUID()}`, randomBytes(11).toString('hex')];
      addLink.run(id, token, body.meetingTypeId, createdAt, expiresAt);
      return { id, url: `http://localhost/1t/${token}`, status: 'active', createdAt, expiresAt };
    }),
  );
  return reply.code(201).send({ items });
});

app.post('/v1/public/links/:token/bookings', { schema: { body: bookingSchema } }, async ({ params, body }, reply) => {
  const now = new Date().toISOString();
  const outcome = inTransaction(database, () => {
    const link = findLink.get(params.token);
    if (link === undefined) return { status: 404, slug: 'link-unknown' };
    if (link.status !== 'active') return { status: 410, slug: 'link-consumed' };
    if (link.expires_at <= now) return { status: 410, slug: 'link-expired' };
    const start = new Date(body.start).toISOString();
    const end = new Date(Date.parse(start) + link.duration_minutes * 60_000).toISOString();
    if (start < now || !isOpen(JSON.parse(link.schedule), start, end)) return { status: 409, slug: 'slot-not-offered' };
    const dayBefore = new Date(Date.parse(start) - LONGEST_MS).toISOString();
    const taken = findOverlap.get(link.host_id, dayBefore, end, start) !== undefined;
    if (taken) return { status: 409, slug: 'slot-taken' };
    const [id, manageToken] = [`bkg_${randomUUID()}`, randomBytes(11).toString('hex')];
    const { name, email, timeZone = null } = body.attendee;
    addBooking.run(id, link.id, link.host_id, start, end, name, email, timeZone, manageToken, now);
    useLink.run(id, link.id);
    return { status: 201, booking: { id, linkId: link.id, host: { name: link.name }, start, end, manageToken } };
  });
  if (outcome.booking === undefined) return problem(reply, outcome.status, outcome.slug);
  const { manageToken, ...booking } = outcome.booking;
  const manageUrl = `http://localhost/b/${manageToken}`;
  return reply.code(201).send({ ...booking, status: 'confirmed', attendee: body.attendee, manageUrl });
});

process.once('SIGTERM', () => {
  void app.close().then(() => {
    database.close();
    process.exit(0);
  });
});

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
