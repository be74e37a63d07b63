import type { BookingAnswer, LinkAnswer } from '../harness/api-shapes.js';
import { eventually } from '../harness/eventually.js';
import type { HttpAnswer } from '../harness/http-client.js';
import { SeededRandom } from '../harness/seeded-random.js';
import type { StandaloneApp } from '../harness/standalone-app.js';
import { tokenOf, type WorkspaceClient } from '../harness/workspace-client.js';
import { writtenMails } from '../harness/written-mails.js';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export interface RecordedAttempt {
  readonly link: LinkAnswer;
  readonly booking: BookingAnswer;
  readonly email: string;
}

/** A product whose history is recorded, with a clock that stands until it is moved. */
export class RecordedProduct {
  readonly random = new SeededRandom(12);
  #nowMs: number;
  #people = 0;

  constructor(
    readonly app: StandaloneApp,
    readonly api: WorkspaceClient,
    startsAt: string,
  ) {
    this.#nowMs = Date.parse(startsAt);
  }

  /** The time of the clock, `ms` later. */
  later(ms: number): string {
    return at(this.#nowMs + ms);
  }

  async advance(ms: number): Promise<void> {
    this.#nowMs += ms;
    await this.api.setClock(at(this.#nowMs));
  }

  type(name: string, hostIds: readonly string[], fields: object = {}): Promise<string> {
    return this.api.createMeetingType(hostIds, { name, linkValidityDays: 30, ...fields });
  }

  /** A free start of this type in the days after tomorrow. */
  async freeStart(type: string): Promise<string> {
    const from = Math.floor(this.#nowMs / DAY_MS) * DAY_MS + this.random.between(2, 20) * DAY_MS;
    const slots = await this.api.slotsOfType(type, at(from), at(from + 2 * DAY_MS));
    const slot = slots[this.random.between(0, slots.length - 1)];
    if (slot === undefined) throw new Error(`no free slot of ${type} from ${at(from)}`);
    return slot.start;
  }

  /** A link for a new person. */
  link(type: string, fields: object = {}): Promise<LinkAnswer> {
    this.#people += 1;
    const recipient = { name: `Guest ${this.#people}`, email: this.newest };
    return this.api.createLink(type, { recipient, metadata: { campaign: 'spring' }, ...fields });
  }

  /** The address of the newest person. */
  get newest(): string {
    return `guest${this.#people}@example.org`;
  }

  /** A new person books with a new link of this type, and is not refused. */
  async attempt(type: string, fields: object = {}, more: object = {}): Promise<RecordedAttempt> {
    const link = await this.link(type, fields);
    const email = this.newest;
    return { ...(await this.bookWith(link, await this.freeStart(type), email, more)), email };
  }

  async bookWith(link: LinkAnswer, start: string, email: string, more: object = {}): Promise<RecordedAttempt> {
    const { booking, answer } = await this.api.book(link, start, { email, more });
    if (booking === null) throw new Error(`not booked: ${answer.status} ${answer.text}`);
    return { link, booking, email };
  }

  /** Sends a request without a key. */
  async visit(status: number, path: string, body: object = {}): Promise<HttpAnswer> {
    return must(status, await this.api.visitor.send(path, { body }));
  }

  manage(status: number, { booking }: Pick<RecordedAttempt, 'booking'>, what: string, body = {}): Promise<HttpAnswer> {
    return this.visit(status, `/v1/public/bookings/${tokenOf(booking.manageUrl)}/${what}`, body);
  }

  async decide(status: number, { booking }: Pick<RecordedAttempt, 'booking'>, what: string, body = {}): Promise<void> {
    await this.api.expect(status, `/v1/bookings/${booking.id}/${what}`, { body });
  }

  /** The newest token that was mailed to an address, in links such as `/o/…`. Waits for the mail. */
  async mailedToken(email: string, kind: 'o'): Promise<string> {
    return eventually(async () => {
      const mails = await writtenMails(this.app.dataDir, email);
      const token = mails.map(({ text }) => new RegExp(`/${kind}/([0-9A-Za-z]+)`).exec(text)?.[1]).find(Boolean);
      if (token === undefined) throw new Error(`no link /${kind}/… was mailed to ${email}`);
      return token;
    }, MAIL_PATIENCE);
  }
}

/** Mails are composed beside everything else, and a busy machine takes its time. */
const MAIL_PATIENCE = { withinMs: 60_000 };

export const at = (epochMs: number): string => new Date(epochMs).toISOString();

export const must = (status: number, answer: HttpAnswer): HttpAnswer => {
  if (answer.status !== status) throw new Error(`expected ${status}: ${answer.status} ${answer.text}`);
  return answer;
};
