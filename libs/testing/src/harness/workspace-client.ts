import type { BookingAnswer, LinkAnswer, ListAnswer, ProblemAnswer, SlotAnswer } from './api-shapes.js';
import { slugOf } from './api-shapes.js';
import { HttpClient, jsonOf, type HttpAnswer, type HttpCall } from './http-client.js';
import type { FirstRun } from './standalone-app.js';

/** Open day and night, so that a spec can count slots without knowing the weekday. */
export const ROUND_THE_CLOCK = {
  timeZone: 'UTC',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }],
} as const;

export const OFFICE_HOURS = {
  timeZone: 'Europe/Berlin',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
} as const;

/** The outcome of an attempt to book, confirm or decide; `slug` names the problem if it was refused. */
export interface BookingOutcome {
  readonly status: number;
  readonly slug: string | null;
  readonly booking: BookingAnswer | null;
  readonly answer: HttpAnswer;
}

export type BookOptions = Pick<HttpCall, 'ownConnection' | 'headers' | 'timeoutMs'> & {
  readonly email?: string;
  /** Further fields of the body. */
  readonly more?: object;
};

export type Decision =
  | { readonly decide: 'approve'; readonly message?: string }
  | { readonly decide: 'decline'; readonly reason?: string; readonly sendFreshLink?: boolean };

/** A page of slots. */
interface SlotPage {
  readonly slots: readonly SlotAnswer[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

/** The parts of a running product that a client needs. */
export interface RunningProduct {
  readonly baseUrl: string;
  firstRun(): Promise<Pick<FirstRun, 'apiKey'>>;
}

/** Uses the HTTP contract as an integrator (with an API key) and as a recipient (without). */
export class WorkspaceClient {
  #clients: { readonly host: HttpClient; readonly visitor: HttpClient } | null = null;

  static async of(app: RunningProduct): Promise<WorkspaceClient> {
    const client = new WorkspaceClient();
    await client.connect(app);
    return client;
  }

  async connect(app: RunningProduct): Promise<void> {
    const { baseUrl } = app;
    const authorization = `Bearer ${(await app.firstRun()).apiKey}`;
    this.#clients = { host: new HttpClient(baseUrl, { authorization }), visitor: new HttpClient(baseUrl) };
  }

  /** Sends the API key of the first start. */
  get host(): HttpClient {
    return this.#connected.host;
  }

  /** Sends no key. */
  get visitor(): HttpClient {
    return this.#connected.visitor;
  }

  get #connected() {
    if (this.#clients === null) throw new Error('connected to nothing yet');
    return this.#clients;
  }

  /** Returns the answer's body; rejects on any other status, with the answer in the message. */
  async expect<Body>(status: number, path: string, call: HttpCall = {}): Promise<Body> {
    const answer = await this.host.send(path, call);
    if (answer.status !== status) throw new Error(`${call.method ?? ''} ${path}: ${answer.status} ${answer.text}`);
    return jsonOf<Body>(answer);
  }

  async createHost(fields: object = {}): Promise<string> {
    const body = { name: 'Ada Host', email: 'ada@example.com', schedule: ROUND_THE_CLOCK, ...fields };
    return (await this.expect<{ id: string }>(201, '/v1/hosts', { body })).id;
  }

  async createMeetingType(hostIds: readonly string[], fields: object = {}): Promise<string> {
    const body = {
      name: 'Intro call',
      durationMinutes: 30,
      hostIds,
      assignment: 'single',
      confirmation: 'instant',
      ...fields,
    };
    return (await this.expect<{ id: string }>(201, '/v1/meeting-types', { body })).id;
  }

  createLink(meetingTypeId: string, fields: object = {}): Promise<LinkAnswer> {
    return this.expect<LinkAnswer>(201, '/v1/links', { body: { meetingTypeId, ...fields } });
  }

  async createLinks(meetingTypeId: string, count: number, call: HttpCall = {}): Promise<readonly LinkAnswer[]> {
    const body = { meetingTypeId, links: Array.from({ length: count }, () => ({})) };
    return (await this.expect<ListAnswer<LinkAnswer>>(201, '/v1/links/batch', { ...call, body })).items;
  }

  getLink(id: string): Promise<LinkAnswer> {
    return this.expect<LinkAnswer>(200, `/v1/links/${id}`);
  }

  /** Returns every slot that a link of this type would show in `[from, to)`. */
  async slotsOfType(meetingTypeId: string, from: string, to: string): Promise<readonly SlotAnswer[]> {
    const slots: SlotAnswer[] = [];
    for (let next: string | undefined = from; next !== undefined;) {
      const path: string = `/v1/meeting-types/${meetingTypeId}/slots?from=${next}&to=${to}`;
      const page: SlotPage = await this.expect<SlotPage>(200, path);
      slots.push(...page.slots);
      next = page.next;
    }
    return slots;
  }

  view(link: LinkAnswer, call: HttpCall = {}): Promise<HttpAnswer> {
    return this.visitor.send(`/v1/public/links/${tokenOf(link.url)}`, call);
  }

  slots(link: LinkAnswer, from: string, to: string): Promise<HttpAnswer> {
    return this.visitor.send(`/v1/public/links/${tokenOf(link.url)}/slots?from=${from}&to=${to}`);
  }

  /** Rejects only if no answer came. */
  async book(link: LinkAnswer, start: string, options: BookOptions = {}): Promise<BookingOutcome> {
    const { email = 'bea@example.com', more = {}, ...call } = options;
    const body = { start, attendee: { name: 'Bea Guest', email, timeZone: 'Europe/London' }, ...more };
    return outcomeOf(await this.visitor.send(`/v1/public/links/${tokenOf(link.url)}/bookings`, { ...call, body }));
  }

  /** Confirms as the reader of an opt-in mail. */
  async confirmOptIn(token: string, call: HttpCall = {}): Promise<BookingOutcome> {
    return outcomeOf(await this.visitor.send(`/v1/public/opt-ins/${token}/confirm`, { ...call, body: {} }));
  }

  /** Decides on a booking as its host, who is signed in. */
  async decide(bookingId: string, decision: Decision, call: HttpCall = {}): Promise<BookingOutcome> {
    const { decide, ...body } = decision;
    return outcomeOf(await this.host.send(`/v1/bookings/${bookingId}/${decide}`, { ...call, body }));
  }

  /** Decides with the token of the mail that asked for approval. */
  async decideByMail(token: string, decision: Decision, call: HttpCall = {}): Promise<BookingOutcome> {
    const { decide, ...body } = decision;
    return outcomeOf(await this.visitor.send(`/v1/public/approvals/${token}/${decide}`, { ...call, body }));
  }

  /** Resolves when every timer that is due by `now` has fired. */
  async setClock(now: string): Promise<void> {
    const answer = await this.host.send('/v1/test/clock', { body: { now } });
    if (answer.status >= 300) throw new Error(`the clock refused ${now}: ${answer.status} ${answer.text}`);
  }

  close(): void {
    this.#clients?.host.close();
    this.#clients?.visitor.close();
  }
}

const outcomeOf = (answer: HttpAnswer): BookingOutcome => {
  const isAccepted = answer.status >= 200 && answer.status < 300;
  return {
    status: answer.status,
    slug: isAccepted ? null : slugOf(jsonOf<ProblemAnswer>(answer)),
    booking: isAccepted ? jsonOf<BookingAnswer>(answer) : null,
    answer,
  };
};

export const tokenOf = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? '';

/** Returns the path and query of an absolute URL, to send it to the address under test. */
export const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url);
  return pathname + search;
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Returns midnight UTC, `days` after the day of `now`. */
export const midnightAfter = (days: number, now = Date.now()): string =>
  new Date(Math.floor(now / DAY_MS) * DAY_MS + days * DAY_MS).toISOString();

/** Days that have the same free times whenever a spec runs: today has fewer and fewer. */
export const fromTomorrow = () =>
  ({ type: 'range', from: midnightAfter(1).slice(0, 10), to: midnightAfter(20).slice(0, 10) }) as const;
