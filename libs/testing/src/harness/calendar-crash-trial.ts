import { setTimeout as wait } from 'node:timers/promises';
import { EXCHANGE_STAGES, InterceptedServer, type ExchangeMoment } from '../calendars/intercepted-server.js';
import type { BookingAnswer, ListAnswer } from './api-shapes.js';
import { eventually } from './eventually.js';
import { HostCalendar, startAccount, type CalendarAccount } from './host-calendar.js';
import type { SeededRandom } from './seeded-random.js';
import type { StandaloneApp } from './standalone-app.js';
import { storedEvents, violationsIn } from './stored-history.js';
import { midnightAfter, WorkspaceClient } from './workspace-client.js';

/** When the product is killed: in an exchange with the calendar's server, or at any time while people book. */
type KillMoment = Pick<ExchangeMoment, 'kind' | 'stage'> | 'anyTime';

const MOMENTS: readonly KillMoment[] = [
  'anyTime',
  ...EXCHANGE_STAGES.flatMap((stage) =>
    (['read', 'creation', 'change', 'removal'] as const).map((kind) => ({ kind, stage })),
  ),
];

const BOOKINGS_BEFORE = 6;
const BOOKINGS_A_ROUND = 8;
/** Bookings that are rescheduled in a round, and as many that are cancelled. */
const CHANGES_A_ROUND = 2;
/** Each exchange of these comes at least so often in a round, so the moment can be at any of them. */
const MOST_NTH = { read: 1, creation: 5, change: CHANGES_A_ROUND, removal: CHANGES_A_ROUND } as const;
const LONGEST_PAUSE_MS = 600;
/** Between an answer on its way and the kill. */
const LONGEST_AFTER_TOLD_MS = 10;
const REACHED_WITHIN_MS = 20_000;
const AT_REST = { withinMs: 60_000, everyMs: 200 };

const FIRST_BOOKING = midnightAfter(2);
/** Far from all bookings, so that each is a busy time of its own. */
const FIRST_OWN_EVENT = midnightAfter(60);
const HOUR_MS = 3_600_000;
const hoursAfter = (from: string, hours: number): string => new Date(Date.parse(from) + hours * HOUR_MS).toISOString();
const stampOf = (instant: string): string => instant.replace(/[-:]|\.000/g, '');

/**
 * Kills the product while it reads a calendar on a real server and writes bookings to it, in the middle of exchanges, too.
 * People book, reschedule and cancel meanwhile, and the host adds events of their own.
 */
export class CalendarCrashTrial {
  readonly counts: Record<string, number> = { rounds: 0, booked: 0, rescheduled: 0, cancelled: 0 };
  /** The starts that each answered booking may have: the last that was answered, and later ones without an answer. */
  readonly #starts = new Map<string, Set<string>>();
  readonly #cancelled = new Set<string>();
  #moments: readonly KillMoment[] = [];
  #hours = 0;
  #ownEvents = 0;

  private constructor(
    private readonly app: StandaloneApp,
    private readonly random: SeededRandom,
    private readonly api: WorkspaceClient,
    private readonly account: CalendarAccount,
    private readonly server: InterceptedServer,
    private readonly calendar: HostCalendar,
  ) {}

  /** The product has to run with `ALLOW_PRIVATE_NETWORK`. */
  static async prepare(app: StandaloneApp, random: SeededRandom): Promise<CalendarCrashTrial> {
    const account = await startAccount('radicale');
    const server = await InterceptedServer.before(account.url);
    const api = await WorkspaceClient.of(app);
    const calendar = await HostCalendar.connect(api, { ...account, url: server.url });
    const trial = new CalendarCrashTrial(app, random, api, account, server, calendar);
    await Promise.all(await trial.#bookings(BOOKINGS_BEFORE));
    await eventually(() => trial.#expectBooked(), AT_REST);
    return trial;
  }

  /** One kill, and the restart after it. */
  async round(): Promise<void> {
    const moment = this.#nextMoment();
    const [toMove, toCancel] = await this.#toChange();
    await this.#addOwnEvent();
    const held =
      moment === 'anyTime' ? null : this.server.hold({ ...moment, nth: this.random.between(1, MOST_NTH[moment.kind]) });
    const requests = Promise.all([
      ...(await this.#bookings(BOOKINGS_A_ROUND)),
      ...toMove.map((booking) => this.#reschedule(booking)),
      ...toCancel.map(({ id }) => this.#cancel(id)),
      // The host's calendars are read again after a change of the name.
      this.#sent(`/v1/hosts/${this.calendar.host}`, { method: 'PATCH', body: { name: `Ada ${this.#hours}` } }),
    ]);
    await (held === null ? wait(this.random.between(0, LONGEST_PAUSE_MS)) : reachedInTime(held.reached, moment));
    if (moment !== 'anyTime' && moment.stage === 'told') await wait(this.random.between(0, LONGEST_AFTER_TOLD_MS));
    await this.app.kill();
    held?.goOn(this.random.chance(0.5) ? 'forward' : 'lose');
    await requests;
    // A request that was on its way still arrives.
    await this.server.settled();
    this.api.close();
    await this.app.restart();
    await this.api.connect(this.app);
    this.#count('rounds');
    this.#count(`killed in a ${moment === 'anyTime' ? 'pause' : moment.kind}`);
  }

  /**
   * Resolves once the events in the calendar are those of the bookings, and the busy times those of the host's own events.
   * Returns one sentence for each answer that does not hold, and for each violated invariant.
   */
  async check(): Promise<readonly string[]> {
    await eventually(async () => {
      await this.calendar.read();
      await this.#expectBooked();
    }, AT_REST);
    const all = new Map((await this.#allBookings()).map((booking) => [booking.id, booking]));
    const lost = [...this.#starts].flatMap(([id, starts]) => {
      const booking = all.get(id);
      if (booking === undefined) return [`${id} was answered, and is gone`];
      return starts.has(booking.start) ? [] : [`${id} is at ${booking.start}, not at ${[...starts].join(' or ')}`];
    });
    const standing = [...this.#cancelled].filter((id) => all.get(id)?.status !== 'cancelled');
    return [
      ...lost,
      ...standing.map((id) => `${id} was cancelled, and stands`),
      ...violationsIn(storedEvents(this.app.dataDir)),
    ];
  }

  async stop(): Promise<void> {
    this.api.close();
    await this.server.stop();
    await this.account.stop();
  }

  /** Every moment comes once before one comes again. */
  #nextMoment(): KillMoment {
    if (this.#moments.length === 0) {
      const drawn = MOMENTS.map((moment) => ({ moment, at: this.random.next() }));
      this.#moments = drawn.toSorted((a, b) => a.at - b.at).map(({ moment }) => moment);
    }
    const [next = 'anyTime', ...rest] = this.#moments;
    this.#moments = rest;
    return next;
  }

  /** Bookings whose events are in the calendar. */
  async #toChange(): Promise<readonly [readonly BookingAnswer[], readonly BookingAnswer[]]> {
    const texts = [...(await this.calendar.program.objects(this.calendar.collection)).values()].join('\n');
    const written = (await this.#confirmed()).filter(({ id }) => texts.includes(`UID:${id}@bookonce`));
    if (written.length < 2 * CHANGES_A_ROUND) throw new Error(`only ${written.length} bookings are in the calendar`);
    return [written.slice(0, CHANGES_A_ROUND), written.slice(CHANGES_A_ROUND, 2 * CHANGES_A_ROUND)];
  }

  async #addOwnEvent(): Promise<void> {
    this.#ownEvents += 1;
    const start = hoursAfter(FIRST_OWN_EVENT, 2 * this.#ownEvents);
    const uid = `own-${this.#ownEvents}`;
    const times = [`DTSTART:${stampOf(start)}`, `DTEND:${stampOf(hoursAfter(start, 1))}`];
    const event = ['BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${stampOf(start)}`, ...times, 'END:VEVENT'];
    const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//host//EN', ...event, 'END:VCALENDAR', ''];
    await this.calendar.program.put(`${this.calendar.collection}${uid}.ics`, lines.join('\r\n'));
  }

  async #bookings(count: number): Promise<readonly Promise<void>[]> {
    const links = await this.api.createLinks(this.calendar.type, count);
    return links.map(async (link) => {
      const outcome = await this.api.book(link, this.#nextStart()).catch(() => null);
      if (outcome === null) return;
      if (outcome.booking === null) throw new Error(outcome.answer.text);
      this.#starts.set(outcome.booking.id, new Set([outcome.booking.start]));
      this.#count('booked');
    });
  }

  async #reschedule({ id, start: before }: BookingAnswer): Promise<void> {
    const start = this.#nextStart();
    const isAnswered = await this.#sent(`/v1/bookings/${id}/reschedule`, { body: { start } });
    // Its booking may have had no answer either, and stand all the same.
    this.#starts.set(id, new Set([start, ...(isAnswered ? [] : (this.#starts.get(id) ?? [before]))]));
    if (isAnswered) this.#count('rescheduled');
  }

  async #cancel(id: string): Promise<void> {
    if (!(await this.#sent(`/v1/bookings/${id}/cancel`, { body: {} }))) return;
    this.#cancelled.add(id);
    this.#count('cancelled');
  }

  /** Whether an answer came. Rejects if it is a refusal. */
  async #sent(path: string, call: { readonly method?: string; readonly body: object }): Promise<boolean> {
    const answer = await this.api.host.send(path, call).catch(() => null);
    if (answer !== null && answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer !== null;
  }

  #nextStart(): string {
    this.#hours += 1;
    return hoursAfter(FIRST_BOOKING, this.#hours);
  }

  #count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  async #expectBooked(): Promise<void> {
    const expected = (await this.#confirmed()).map(({ id, start }) => `${id}@bookonce at ${stampOf(start)}`);
    const texts = [...(await this.calendar.program.objects(this.calendar.collection)).values()];
    const written = texts.map(eventIn).filter((event) => event.includes('@bookonce'));
    const missing = expected.filter((event) => !written.includes(event));
    const wrong = written.filter((event, index) => !expected.includes(event) || written.indexOf(event) !== index);
    const status = await this.calendar.status();
    const differing = status?.differing?.map(({ bookingId }) => bookingId) ?? [];
    const faults = [
      ...missing.map((event) => `not in the calendar: ${event}`),
      ...wrong.map((event) => `in the calendar, and not booked so: ${event}`),
      ...differing.map((id) => `taken for a change by the host: ${id}`),
      ...(status?.busyCount === this.#ownEvents ? [] : [`${status?.busyCount} busy times, not ${this.#ownEvents}`]),
    ];
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }

  async #confirmed(): Promise<readonly BookingAnswer[]> {
    return (await this.#allBookings()).filter(({ status }) => status === 'confirmed');
  }

  async #allBookings(): Promise<readonly BookingAnswer[]> {
    const bookings: BookingAnswer[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/v1/bookings?hostId=${this.calendar.host}&limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page: ListAnswer<BookingAnswer> = await this.api.expect(200, path);
      bookings.push(...page.items);
      cursor = page.nextCursor;
    }
    return bookings;
  }
}

const eventIn = (text: string): string => {
  const line = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(text)?.[1]?.trim();
  return `${line('UID')} at ${line('DTSTART')}`;
};

const reachedInTime = async (reached: Promise<void>, moment: KillMoment): Promise<void> => {
  const late = new AbortController();
  const limit = wait(REACHED_WITHIN_MS, 'late', { signal: late.signal }).catch(() => null);
  const first = await Promise.race([reached, limit]);
  late.abort();
  if (first === 'late') throw new Error(`no exchange came to ${JSON.stringify(moment)}`);
};
