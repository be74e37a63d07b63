import { LOGO_PNG } from '../harness/logo-png.js';
import { eventually } from '../harness/eventually.js';
import type { StandaloneApp } from '../harness/standalone-app.js';
import { OFFICE_HOURS, ROUND_THE_CLOCK, tokenOf, WorkspaceClient } from '../harness/workspace-client.js';
import { signInTokensTo } from '../harness/written-mails.js';
import { driveApprovals, driveOptIns, driveOwnTerms, driveReminders } from './drive-whole-life.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, must, RecordedProduct } from './recorded-product.js';

/** A Monday, three weeks before the clocks change in Europe. */
export const RECORDING_STARTS_AT = '2026-03-09T08:00:00.000Z';

const ROUNDS = 8;

/** Uses every part of the API that appends events, on a product whose clock stands at {@link RECORDING_STARTS_AT}. */
export const driveProduct = async (app: StandaloneApp): Promise<void> => {
  const api = await WorkspaceClient.of(app);
  try {
    await drive(new RecordedProduct(app, api, RECORDING_STARTS_AT));
  } finally {
    api.close();
  }
};

const drive = async (product: RecordedProduct): Promise<void> => {
  const { api } = product;
  await useKeysAndSessions(product);
  const [ada, grace, alan] = await addHosts(product);
  const single = await product.type('Introduction', [ada], {
    bufferBeforeMinutes: 5,
    bufferAfterMinutes: 10,
    questions: [{ id: 'topic', label: 'What is it about?', type: 'text', required: false }],
  });
  const roundRobin = await product.type('Product demo', [ada, grace, alan], {
    durationMinutes: 45,
    assignment: 'roundRobin',
  });
  const collective = await product.type('Panel interview', [grace, alan], { assignment: 'collective' });
  await api.expect(200, `/v1/meeting-types/${single}`, {
    method: 'PATCH',
    body: { description: 'Half an hour to get to know each other.', maxPerDay: 40 },
  });

  for (let round = 0; round < ROUNDS; round += 1) {
    for (const type of [single, roundRobin, collective]) await bookAndChange(product, type, round);
    await competeForLink(product, single);
    await competeForSlot(product, single);
    await refuseMove(product, round % 2 === 0 ? single : collective);
    await endLinks(product, single);
    await product.advance(3 * HOUR_MS);
  }
  for (let round = 0; round < 3; round += 1) {
    await driveApprovals(product, [ada, grace]);
    await driveOptIns(product, grace);
    await driveOwnTerms(product, alan);
    await driveReminders(product, ada);
  }
  await useExpiredLinks(product, single);
};

const useKeysAndSessions = async ({ app, api }: RecordedProduct): Promise<void> => {
  const key = await api.expect<{ id: string }>(201, '/v1/api-keys', { body: { name: 'Campaign tool' } });
  await api.expect(200, `/v1/api-keys/${key.id}`, { method: 'DELETE' });
  const brand = (body: object) => api.expect(200, '/v1/workspace', { method: 'PATCH', body });
  await brand({ name: 'Analytical Engines', color: '#0a7d4f', logo: { data: LOGO_PNG } });
  await brand({ color: null, logo: null });
  const email = 'owner@example.com';
  must(202, await api.visitor.send('/v1/sign-in-links', { body: { email } }));
  const token = await eventually(async () => {
    const [first] = await signInTokensTo(app.dataDir, email);
    if (first === undefined) throw new Error(`no sign-in link was mailed to ${email}`);
    return first;
  });
  const session = must(201, await api.visitor.send('/v1/sessions', { body: { token } }));
  const cookie = session.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  must(204, await api.visitor.send('/v1/sessions/current', { method: 'DELETE', headers }));
};

const addHosts = async (product: RecordedProduct): Promise<readonly [string, string, string]> => {
  const { api } = product;
  const ada = await api.createHost({ name: 'Ada Lovelace', email: 'ada@example.com' });
  const grace = await api.createHost({ name: 'Grace Hopper', email: 'grace@example.com' });
  const alan = await api.createHost({ name: 'Alan T.', email: 'alan@example.com', schedule: OFFICE_HOURS });
  await api.expect(200, `/v1/hosts/${alan}`, {
    method: 'PATCH',
    body: {
      name: 'Alan Turing',
      schedule: ROUND_THE_CLOCK,
      timeOff: [{ from: '2026-08-10', to: '2026-08-21' }],
      language: 'de-AT',
    },
  });
  await api.expect(200, `/v1/hosts/${grace}`, { method: 'PATCH', body: { language: 'en-US' } });
  await api.expect(200, `/v1/hosts/${grace}`, { method: 'PATCH', body: { language: null } });
  const lunch = { start: product.later(28 * DAY_MS), end: product.later(28 * DAY_MS + 60 * MINUTE_MS) };
  const dentist = { ...lunch, note: 'Dentist' };
  for (const intervals of [[lunch], [dentist], []]) {
    await api.expect(200, `/v1/hosts/${ada}/busy`, { method: 'PUT', body: { intervals } });
  }
  return [ada, grace, alan];
};

/** A booking that stands, one that is cancelled by either side, or one that is moved. */
const bookAndChange = async (product: RecordedProduct, type: string, round: number): Promise<void> => {
  const attempt = await product.attempt(type);
  const start = await product.freeStart(type);
  switch (round % 6) {
    case 0:
      await product.manage(200, attempt, 'cancel', { reason: 'No time any more' });
      return;
    case 1:
      await product.manage(200, attempt, 'reschedule', { start });
      return;
    case 2:
      return product.decide(200, attempt, 'cancel');
    case 3:
      return product.decide(200, attempt, 'reschedule', { start });
    case 4:
      await product.visit(202, `/v1/public/links/${tokenOf(attempt.link.url)}/resend-manage-link`, {
        email: attempt.email,
      });
      return;
    default:
  }
};

/** Two attempts at once on one link: the second one is voided. */
const competeForLink = async (product: RecordedProduct, type: string): Promise<void> => {
  const link = await product.link(type);
  const [first, second] = [await product.freeStart(type), await product.freeStart(type)];
  await Promise.all([
    product.api.book(link, first, { email: product.newest }),
    product.api.book(link, second, { email: 'forwarded@example.org' }),
  ]);
};

/** Two links, one slot: the second attempt is rejected, and its link stays active. */
const competeForSlot = async (product: RecordedProduct, type: string): Promise<void> => {
  const links = [await product.link(type), await product.link(type)];
  const start = await product.freeStart(type);
  await Promise.all(links.map((link) => product.api.book(link, start, { email: 'eager@example.org' })));
};

const refuseMove = async (product: RecordedProduct, type: string): Promise<void> => {
  const [first, second] = [await product.attempt(type), await product.attempt(type)];
  await product.manage(409, first, 'reschedule', { start: second.booking.start });
};

const endLinks = async (product: RecordedProduct, type: string): Promise<void> => {
  const { api } = product;
  const [revoked, replaced, reminded] = [await product.link(type), await product.link(type), await product.link(type)];
  await api.expect(202, `/v1/links/${reminded.id}/send`, { body: { message: 'Good to meet you.' } });
  await api.expect(200, `/v1/links/${revoked.id}/revoke`, { body: { reason: 'Sent to the wrong person' } });
  await api.expect(201, `/v1/links/${replaced.id}/regenerate`, { body: {} });
  await api.expect(202, `/v1/links/${reminded.id}/remind`, { body: { message: 'Is there a time that suits?' } });
  await product.link(type, { expiresInDays: 2, note: 'Expires soon' });
};

/** Once links have expired: a successor by regenerating, and one by a reminder. */
const useExpiredLinks = async (product: RecordedProduct, type: string): Promise<void> => {
  const links = [await product.link(type), await product.link(type)] as const;
  await product.advance(31 * DAY_MS);
  await product.api.expect(201, `/v1/links/${links[0].id}/regenerate`, { body: {} });
  await product.api.expect(202, `/v1/links/${links[1].id}/remind`, { body: {} });
};
