import { hosts, meetingTypes, type MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import { newBookingSchema } from '../api/booking-api.js';
import { MAX_WINDOW_DAYS } from '../api/window.js';
import type { GatewayOptions } from '../gateway-options.js';
import { hostsOfLink } from '../handlers/booking-attempt.js';
import { linkOfToken } from '../handlers/link-of-token.js';
import type { PlaceBooking } from '../handlers/place-booking.js';
import type { SlotFinder } from '../handlers/slot-finder.js';
import { seeOther, type Answer } from '../http/answer.js';
import { validate, type ValueError } from '../http/validation.js';
import { endPage } from './end-page.js';
import { faultPage } from './fault-page.js';
import { formPage, type FormValues } from './form-page.js';
import type { MeetingView } from './meeting-header.js';
import { readPlaced } from './placed.js';
import { slotsPage } from './slots-page.js';
import { bookingOf } from './submitted-form.js';
import { isTimeZone, WallClock } from './wall-clock.js';

export interface LinkPageDeps {
  readonly readModels: ReadModels;
  readonly slots: SlotFinder;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'uuid'>;
  readonly placeBooking: PlaceBooking;
  readonly options: GatewayOptions;
}

export interface LinkPageQuery {
  readonly tz?: string | undefined;
  readonly from?: string | undefined;
  readonly slot?: string | undefined;
}

interface Opened extends MeetingView {
  readonly token: string;
  readonly type: MeetingTypeDocument;
  readonly hostZone: string;
}

interface Complaint {
  readonly status: number;
  readonly message: string | null;
  readonly errors: readonly ValueError[];
  readonly values: FormValues;
  readonly attempt: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const ATTEMPT = /^[A-Za-z0-9-]{8,64}$/;
const GONE = 'That time is not free any more. Please choose another one.';

/** The pages behind a link: the slots, the form for one of them, and what came of sending it. */
export class LinkPages {
  constructor(private readonly deps: LinkPageDeps) {}

  /** Reads only: whoever opens a link, a mail scanner included, changes nothing (I10). */
  async show(token: string, query: LinkPageQuery): Promise<Answer> {
    const link = await linkOfToken(this.deps.readModels, this.deps.options.vault, token);
    if (link === null) return endPage('unknown');
    if (link.status !== 'active') return endPage(link.status);
    const opened = await this.#open(link, token);
    if (opened === null) return faultPage();
    if (query.slot === undefined) return this.#slots(opened, query, 200, null);
    if (!(await this.#isOffered(opened, query.slot))) return this.#slots(opened, query, 409, GONE);
    const blank = { status: 200, message: null, errors: [], values: {}, attempt: this.deps.ids.uuid() };
    return this.#form(opened, query.slot, query.tz, blank);
  }

  /** Books what the form says. The attempt is the idempotency key, so a form sent twice books once. */
  async book(token: string, values: FormValues): Promise<Answer> {
    const { readModels, options, ids, placeBooking } = this.deps;
    const link = await linkOfToken(readModels, options.vault, token);
    if (link === null) return endPage('unknown');
    const opened = await this.#open(link, token);
    if (opened === null) return faultPage();
    const tz = values['tz'] !== undefined && isTimeZone(values['tz']) ? values['tz'] : undefined;
    const body = validate(newBookingSchema, bookingOf({ ...values, tz: tz ?? '' }, opened.type.questions));
    const attempt = ATTEMPT.test(values['attempt'] ?? '') ? (values['attempt'] ?? '') : ids.uuid();
    if (!body.ok) {
      if (body.error.some((error) => error.path === 'start')) return this.#slots(opened, { tz }, 422, GONE);
      const complaint = { status: 422, message: 'Please look at the fields below.', errors: body.error };
      return this.#form(opened, values['start'] ?? '', tz, { ...complaint, values, attempt });
    }
    const { start } = body.value;
    const placed = readPlaced(await placeBooking.place({ token, body: body.value, key: attempt }));
    switch (placed.kind) {
      case 'accepted':
        return seeOther(`/m/${placed.manageToken}`);
      case 'ended':
        return endPage(placed.end);
      case 'slotGone':
        return this.#slots(opened, { tz }, 409, GONE);
      case 'refused': {
        // After an answer that stands, another try is another attempt.
        const next = placed.isFinal ? ids.uuid() : attempt;
        return this.#form(opened, start, tz, { ...placed, values, attempt: next });
      }
    }
  }

  async #open(link: LinkDocument, token: string): Promise<Opened | null> {
    const { readModels } = this.deps;
    const type = await readModels.get(meetingTypes, link.meetingTypeId);
    if (type === null) return null;
    const whose = hostsOfLink(link, type);
    const found = (await Promise.all(whose.hostIds.map((id) => readModels.get(hosts, id)))).filter(
      (host) => host !== null,
    );
    return {
      token,
      type: { ...type, ...whose },
      hostZone: found[0]?.schedule.timeZone ?? 'UTC',
      meetingName: type.name,
      durationMinutes: type.durationMinutes,
      description: type.description,
      location: type.location,
      hostNames: found.map((host) => host.name),
      assignment: whose.assignment,
    };
  }

  async #slots(opened: Opened, query: LinkPageQuery, status: number, message: string | null): Promise<Answer> {
    const fromMs = Math.max(this.deps.clock.now(), query.from === undefined ? 0 : epochMsOf(query.from));
    const window = { from: instantOf(fromMs), to: instantOf(fromMs + MAX_WINDOW_DAYS * DAY_MS) };
    const slots = await this.deps.slots.find(opened.type, window);
    const clock = new WallClock(query.tz ?? opened.hostZone);
    return slotsPage({ ...opened, path: pathOf(opened), slots, clock, from: query.from ?? null, message, status });
  }

  async #isOffered({ type }: Opened, start: string): Promise<boolean> {
    const window = { from: start, to: endOf(type, start) };
    return (await this.deps.slots.find(type, window)).some((slot) => slot.start === start);
  }

  #form(opened: Opened, start: string, tz: string | undefined, complaint: Complaint): Answer {
    const { type } = opened;
    const clock = new WallClock(tz ?? opened.hostZone);
    const view = { ...opened, path: pathOf(opened), questions: type.questions, start, end: endOf(type, start), clock };
    return formPage({ ...view, ...complaint });
  }
}

const pathOf = ({ token }: Opened): string => `/1t/${token}`;

const endOf = (type: MeetingTypeDocument, start: string): string =>
  instantOf(epochMsOf(start) + type.durationMinutes * 60_000);
