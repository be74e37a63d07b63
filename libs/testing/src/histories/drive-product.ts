import type { BookingAnswer, LinkAnswer } from '../harness/api-shapes.js';
import { eventually } from '../harness/eventually.js';
import type { HttpAnswer } from '../harness/http-client.js';
import { SeededRandom } from '../harness/seeded-random.js';
import type { StandaloneApp } from '../harness/standalone-app.js';
import { OFFICE_HOURS, ROUND_THE_CLOCK, tokenOf, WorkspaceClient } from '../harness/workspace-client.js';
import { signInTokensTo } from '../harness/written-mails.js';

/** A Monday, three weeks before the clocks change in Europe. */
export const RECORDING_STARTS_AT = '2026-03-09T08:00:00.000Z';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const ROUNDS = 25;

/** Uses every part of the API that appends events, on a product whose clock stands at {@link RECORDING_STARTS_AT}. */
export const driveProduct = async (app: StandaloneApp): Promise<void> => {
  const api = await WorkspaceClient.of(app);
  try {
    await new Recording(app, api).run();
  } finally {
    api.close();
  }
};

class Recording {
  readonly #random = new SeededRandom(12);
  #nowMs = Date.parse(RECORDING_STARTS_AT);
  #people = 0;

  constructor(
    private readonly app: StandaloneApp,
    private readonly api: WorkspaceClient,
  ) {}

  async run(): Promise<void> {
    await this.#useKeysAndSessions();
    const [ada, grace, alan] = await this.#addHosts();
    const single = await this.#type('Introduction', [ada], {
      bufferBeforeMinutes: 5,
      bufferAfterMinutes: 10,
      questions: [{ id: 'topic', label: 'What is it about?', type: 'text', required: false }],
    });
    const roundRobin = await this.#type('Product demo', [ada, grace, alan], {
      durationMinutes: 45,
      assignment: 'roundRobin',
    });
    const collective = await this.#type('Panel interview', [grace, alan], { assignment: 'collective' });
    const approvalTypeId = await this.#type('Consultation', [ada], { confirmation: 'approval' });
    const optInTypeId = await this.#type('First visit', [grace], { confirmation: 'doubleOptIn' });
    await this.api.expect(200, `/v1/meeting-types/${single}`, {
      method: 'PATCH',
      body: { description: 'Half an hour to get to know each other.', maxPerDay: 40 },
    });

    for (let round = 0; round < ROUNDS; round += 1) {
      for (const type of [single, roundRobin, collective]) await this.#bookAndChange(type, round);
      await this.#competeForLink(single);
      await this.#competeForSlot(single);
      await this.#refuseMove(round % 2 === 0 ? single : collective);
      await this.#endLinks(single);
      await this.#attempt(approvalTypeId);
      if (round % 5 === 0) await this.#attempt(optInTypeId);
      await this.#advance(3 * 60 * MINUTE_MS);
    }
    await this.#useExpiredLinks(single);
  }

  async #useKeysAndSessions(): Promise<void> {
    const key = await this.api.expect<{ id: string }>(201, '/v1/api-keys', { body: { name: 'Campaign tool' } });
    await this.api.expect(200, `/v1/api-keys/${key.id}`, { method: 'DELETE' });
    const email = 'owner@example.com';
    must(202, await this.api.visitor.send('/v1/sign-in-links', { body: { email } }));
    const token = await eventually(async () => {
      const [first] = await signInTokensTo(this.app.dataDir, email);
      if (first === undefined) throw new Error(`no sign-in link was mailed to ${email}`);
      return first;
    });
    const session = must(201, await this.api.visitor.send('/v1/sessions', { body: { token } }));
    const cookie = session.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    must(204, await this.api.visitor.send('/v1/sessions/current', { method: 'DELETE', headers }));
  }

  async #addHosts(): Promise<readonly [string, string, string]> {
    const ada = await this.api.createHost({ name: 'Ada Lovelace', email: 'ada@example.com' });
    const grace = await this.api.createHost({ name: 'Grace Hopper', email: 'grace@example.com' });
    const alan = await this.api.createHost({
      name: 'Alan T.',
      email: 'alan@example.com',
      schedule: OFFICE_HOURS,
    });
    await this.api.expect(200, `/v1/hosts/${alan}`, {
      method: 'PATCH',
      body: {
        name: 'Alan Turing',
        schedule: ROUND_THE_CLOCK,
        timeOff: [{ from: '2026-08-10', to: '2026-08-21' }],
      },
    });
    const lunch = { start: at(this.#nowMs + 28 * DAY_MS), end: at(this.#nowMs + 28 * DAY_MS + 60 * MINUTE_MS) };
    await this.api.expect(200, `/v1/hosts/${ada}/busy`, { method: 'PUT', body: { intervals: [lunch] } });
    return [ada, grace, alan];
  }

  #type(name: string, hostIds: readonly string[], fields: object): Promise<string> {
    return this.api.createMeetingType(hostIds, { name, linkValidityDays: 30, ...fields });
  }

  /** A free start of this type in the days after tomorrow. */
  async #freeStart(type: string): Promise<string> {
    const from = Math.floor(this.#nowMs / DAY_MS) * DAY_MS + this.#random.between(2, 20) * DAY_MS;
    const slots = await this.api.slotsOfType(type, at(from), at(from + 2 * DAY_MS));
    const slot = slots[this.#random.between(0, slots.length - 1)];
    if (slot === undefined) throw new Error(`no free slot of ${type} from ${at(from)}`);
    return slot.start;
  }

  #link(type: string, fields: object = {}): Promise<LinkAnswer> {
    this.#people += 1;
    const recipient = { name: `Guest ${this.#people}`, email: this.#email };
    return this.api.createLink(type, { recipient, metadata: { campaign: 'spring' }, ...fields });
  }

  get #email(): string {
    return `guest${this.#people}@example.org`;
  }

  async #attempt(type: string): Promise<{ readonly link: LinkAnswer; readonly booking: BookingAnswer }> {
    const link = await this.#link(type);
    const { booking, answer } = await this.api.book(link, await this.#freeStart(type), { email: this.#email });
    if (booking === null) throw new Error(`not booked: ${answer.status} ${answer.text}`);
    return { link, booking };
  }

  /** A booking that stands, one that is cancelled by either side, or one that is moved. */
  async #bookAndChange(type: string, round: number): Promise<void> {
    const { link, booking } = await this.#attempt(type);
    const asAttendee = `/v1/public/bookings/${tokenOf(booking.manageUrl)}`;
    const asHost = `/v1/bookings/${booking.id}`;
    const start = await this.#freeStart(type);
    switch (round % 6) {
      case 0:
        must(200, await this.api.visitor.send(`${asAttendee}/cancel`, { body: { reason: 'No time any more' } }));
        return;
      case 1:
        must(200, await this.api.visitor.send(`${asAttendee}/reschedule`, { body: { start } }));
        return;
      case 2:
        await this.api.expect(200, `${asHost}/cancel`, { body: {} });
        return;
      case 3:
        await this.api.expect(200, `${asHost}/reschedule`, { body: { start } });
        return;
      case 4:
        must(
          202,
          await this.api.visitor.send(`/v1/public/links/${tokenOf(link.url)}/resend-manage-link`, {
            body: { email: booking.attendee.email },
          }),
        );
        return;
      default:
    }
  }

  /** Two attempts at once on one link: the second one is voided. */
  async #competeForLink(type: string): Promise<void> {
    const link = await this.#link(type);
    const [first, second] = [await this.#freeStart(type), await this.#freeStart(type)];
    await Promise.all([
      this.api.book(link, first, { email: this.#email }),
      this.api.book(link, second, { email: 'forwarded@example.org' }),
    ]);
  }

  /** Two links, one slot: the second attempt is rejected, and its link stays active. */
  async #competeForSlot(type: string): Promise<void> {
    const links = [await this.#link(type), await this.#link(type)];
    const start = await this.#freeStart(type);
    await Promise.all(links.map((link) => this.api.book(link, start, { email: 'eager@example.org' })));
  }

  async #refuseMove(type: string): Promise<void> {
    const [first, second] = [await this.#attempt(type), await this.#attempt(type)];
    const path = `/v1/public/bookings/${tokenOf(first.booking.manageUrl)}/reschedule`;
    must(409, await this.api.visitor.send(path, { body: { start: second.booking.start } }));
  }

  async #endLinks(type: string): Promise<void> {
    const [revoked, replaced, reminded] = [await this.#link(type), await this.#link(type), await this.#link(type)];
    await this.api.expect(200, `/v1/links/${revoked.id}/revoke`, { body: { reason: 'Sent to the wrong person' } });
    await this.api.expect(201, `/v1/links/${replaced.id}/regenerate`, { body: {} });
    await this.api.expect(202, `/v1/links/${reminded.id}/remind`, { body: { message: 'Is there a time that suits?' } });
    await this.#link(type, { expiresInDays: 2, note: 'Expires soon' });
  }

  /** Once links have expired: a successor by regenerating, and one by a reminder. */
  async #useExpiredLinks(type: string): Promise<void> {
    const links = [await this.#link(type), await this.#link(type)] as const;
    await this.#advance(31 * DAY_MS);
    await this.api.expect(201, `/v1/links/${links[0].id}/regenerate`, { body: {} });
    await this.api.expect(202, `/v1/links/${links[1].id}/remind`, { body: {} });
  }

  async #advance(ms: number): Promise<void> {
    this.#nowMs += ms;
    await this.api.setClock(at(this.#nowMs));
  }
}

const at = (epochMs: number): string => new Date(epochMs).toISOString();

const must = (status: number, answer: HttpAnswer): HttpAnswer => {
  if (answer.status !== status) throw new Error(`expected ${status}: ${answer.status} ${answer.text}`);
  return answer;
};
