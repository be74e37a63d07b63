import type { Position, StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import { bitOf, bitsOf, type FactType, type Facts, type StreamRecords } from './stream-records.js';
import type { Report } from './violation.js';

/** The ids of at least this many events are remembered: a repeated append follows the first one closely. */
const REMEMBERED_IDS = 20_000;

const linkEnds: readonly FactType[] = ['LinkConsumed', 'LinkExpired', 'LinkRevoked', 'LinkReissued'];
const bookingEnds: readonly FactType[] = ['BookingRejected', 'BookingDeclined', 'BookingCancelled'];
const linkEndBits = bitsOf(...linkEnds);
const bookingEndBits = bitsOf(...bookingEnds);
/**
 * A link may get a successor after its end, and only then. A second consumption is a matter of I1. The host is asked
 * anew when a booking moves that waits for approval.
 */
const mayRepeat = new Set<string>(['LinkConsumed', 'LinkReissued', 'ApprovalRequested']);
/** Stored beside a booking's life, also after its end. */
const mayFollowTheEnd = new Set(['ManageLinkRequested', 'FreshLinkIssued']);

/**
 * Checks what each stream shows by itself: one consumption of a link (I1), final ends (I4), revisions and positions
 * without gaps, and no event stored twice (I11).
 */
export class StreamCheck {
  #ids = new Map<string, StreamName>();
  #olderIds = new Map<string, StreamName>();
  #position: Position = '';

  constructor(
    private readonly records: StreamRecords,
    private readonly report: Report,
  ) {}

  add(event: StoredEvent): void {
    const { stream, revision, position, type } = event;
    const { facts, expected } = this.records.add(stream, revision, type);
    if (revision !== expected) {
      this.report('I11', stream, `Revision ${revision} (position ${position}) follows revision ${expected - 1}.`);
    }
    if (position <= this.#position) {
      this.report('I11', stream, `Position ${position} follows position ${this.#position}.`);
    }
    this.#position = position;
    this.#checkId(event);
    const bit = bitOf(type);
    if ((facts & bit) !== 0 && !mayRepeat.has(type)) {
      this.report('I11', stream, `${type} at position ${position} is stored for the second time.`);
    }
    if (stream.startsWith('link-')) this.#checkLink(event, facts);
    if (stream.startsWith('booking-') && !mayFollowTheEnd.has(type)) this.#checkBooking(event, facts);
  }

  #checkLink({ stream, type, position }: StoredEvent, facts: Facts): void {
    if (type === 'LinkConsumed' && (facts & bitOf('LinkConsumed')) !== 0) {
      this.report('I1', stream, `The link is consumed again at position ${position}.`);
    }
    if ((bitOf(type) & linkEndBits) === 0) return;
    const hasEnded = (facts & linkEndBits) !== 0;
    if (type === 'LinkReissued') {
      if (!hasEnded) this.report('I4', stream, `${type} at position ${position} finds the link active.`);
    } else if (hasEnded) {
      this.report('I4', stream, `${type} at position ${position} follows ${endIn(facts, linkEnds)}, which is final.`);
    }
  }

  #checkBooking({ stream, type, position }: StoredEvent, facts: Facts): void {
    if ((facts & bookingEndBits) === 0) return;
    this.report('I4', stream, `${type} at position ${position} follows ${endIn(facts, bookingEnds)}, which is final.`);
  }

  #checkId({ id, stream, type, position }: StoredEvent): void {
    if (this.#ids.get(id) === stream || this.#olderIds.get(id) === stream) {
      this.report('I11', stream, `${type} at position ${position} repeats the event id ${id}.`);
    }
    if (this.#ids.size >= REMEMBERED_IDS) {
      this.#olderIds = this.#ids;
      this.#ids = new Map();
    }
    this.#ids.set(id, stream);
  }
}

const endIn = (facts: Facts, ends: readonly FactType[]): string =>
  ends.filter((type) => (facts & bitOf(type)) !== 0).join(', ');
