const DAY_MS = 24 * 60 * 60 * 1000;
const BATCH = 1_000;
const SETTLE_MS = 3_000;

export const ALL_WEEK = {
  timeZone: 'UTC',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }],
};

export const OFFICE_WEEK = {
  timeZone: 'Europe/Berlin',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
};

export const midnight = (days, now = Date.now()) =>
  new Date(Math.floor(now / DAY_MS) * DAY_MS + days * DAY_MS).toISOString();

export const tokenOf = (url) => url.slice(url.lastIndexOf('/') + 1);

/** @returns {Promise<{ hostId: string, typeId: string }>} */
export const addHost = async ({ server, keyHeaders }, index, schedule, durationMinutes) => {
  const headers = keyHeaders;
  const person = { name: `Host ${index}`, email: `host${index}@example.com`, schedule };
  const host = await server.call('/v1/hosts', { body: person, headers });
  const type = { name: 'Call', durationMinutes, hostIds: [host.id], assignment: 'single', confirmation: 'instant' };
  const made = await server.call('/v1/meeting-types', { body: type, headers });
  return { hostId: host.id, typeId: made.id };
};

/** Creates `count` links; returns their tokens. */
export const makeLinks = async ({ server, keyHeaders }, typeId, count) => {
  const tokens = [];
  while (tokens.length < count) {
    const links = Array.from({ length: Math.min(BATCH, count - tokens.length) }, () => ({}));
    const body = { meetingTypeId: typeId, links };
    const { items } = await server.call('/v1/links/batch', { body, headers: keyHeaders });
    for (const { url } of items) tokens.push(tokenOf(url));
  }
  return tokens;
};

/** Returns free starts from the product; the naive reference gets the same ones. */
export const offeredStarts = async ({ server, keyHeaders: headers }, typeId, from, to) => {
  const starts = [];
  for (let begin = from; begin !== undefined;) {
    const path = `/v1/meeting-types/${typeId}/slots?from=${begin}&to=${to}`;
    const { slots, next } = await server.call(path, { headers });
    starts.push(...slots.map((slot) => slot.start));
    begin = next;
  }
  return starts;
};

/** A supply of bookings that can all succeed: each has its own link and slot, with the hosts in turn. */
export class BookingSupply {
  #ready = [];
  #nextStart = 0;

  /** @param {readonly string[]} typeIds one for each host @param {readonly string[]} starts free on every host */
  constructor(target, typeIds, starts) {
    this.target = target;
    this.typeIds = typeIds;
    this.starts = starts;
  }

  /** Creates links until `count` bookings are ready. */
  async fill(count) {
    const perHost = Math.ceil((count - this.#ready.length) / this.typeIds.length);
    if (perHost <= 0) return;
    if (this.#nextStart + perHost > this.starts.length) throw new Error('the hosts have no free slots left');
    const tokens = [];
    for (const typeId of this.typeIds) tokens.push(await makeLinks(this.target, typeId, perHost));
    for (let index = 0; index < perHost; index += 1, this.#nextStart += 1) {
      for (const ofHost of tokens) this.#ready.push(bookingRequest(ofHost[index], this.starts[this.#nextStart]));
    }
  }

  peek(count) {
    return this.#ready.slice(0, count);
  }

  /** Removes the first `count`, which have been sent. */
  drop(count) {
    this.#ready.splice(0, count);
  }
}

const bookingRequest = (token, start) => ({
  path: `/v1/public/links/${token}/bookings`,
  body: { start, attendee: { name: 'Bea Guest', email: 'bea@example.com', timeZone: 'Europe/London' } },
});

/** Sends bookings from `supply` for `durationMs`; all must be answered 201. */
export const measureBookings = async (load, supply, { connections, durationMs, expectedPerSecond }) => {
  const wanted = Math.ceil((expectedPerSecond * durationMs) / 1000);
  await supply.fill(wanted);
  const { port } = supply.target.server;
  // Creating the links is not measured.
  await supply.target.server.settled(SETTLE_MS);
  const cpuBefore = await supply.target.server.cpuSeconds();
  const requests = supply.peek(wanted);
  const result = await load.run({ port, connections, durationMs, method: 'POST', requests, cycle: false });
  supply.drop(result.used);
  const cpuAfter = await supply.target.server.cpuSeconds();
  const cpuMsEach = cpuBefore === null || cpuAfter === null ? null : ((cpuAfter - cpuBefore) * 1000) / result.count;
  return { ...result, cpuMsEach };
};
