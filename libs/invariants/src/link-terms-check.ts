import type { Recorded } from '@bookonce/contracts/event-catalogue';
import { emailKey } from '@bookonce/kernel/email-address';
import { epochMsOf } from '@bookonce/kernel/json';
import type { Report } from './violation.js';

/** The terms that not every link has. */
interface OwnTerms {
  /** The only address that may book; null if any may. */
  readonly recipient: string | null;
  /** The times that the host picked, in epoch ms; null if the rules of the meeting type offer them. */
  readonly starts: ReadonlySet<number> | null;
  readonly durationMs: number | null;
}

type Issued = Extract<Recorded, { type: 'LinkIssued' }>;
type Requested = Extract<Recorded, { type: 'BookingRequested' }>;
type Occupied = Extract<Recorded, { type: 'SlotHeld' | 'SlotMoved' }>;

const MINUTE_MS = 60_000;

const noTerms: OwnTerms = { recipient: null, starts: null, durationMs: null };

/** Null if the link has none. */
const termsOf = ({ data: { recipientOnly, recipient, overrides } }: Issued): OwnTerms | null => {
  const { slots, durationMinutes } = overrides ?? {};
  if (!recipientOnly && slots === undefined && durationMinutes === undefined) return null;
  return {
    recipient: recipientOnly ? emailKey(recipient?.email ?? '') : null,
    starts: slots === undefined ? null : new Set(slots.map(({ start }) => epochMsOf(start))),
    durationMs: durationMinutes === undefined ? null : durationMinutes * MINUTE_MS,
  };
};

/** Whether these are the terms of the link before, without the times that are past by now. */
const isInherited = (terms: OwnTerms, before: OwnTerms): boolean =>
  terms.recipient === before.recipient &&
  terms.durationMs === before.durationMs &&
  [...(terms.starts ?? [])].every((start) => before.starts?.has(start));

/**
 * Checks that a link's own terms hold (I22): only its recipient books, and only at picked times and for the link's own
 * length, and a link that replaces it inherits them. Only links with such terms are remembered.
 */
export class LinkTermsCheck {
  readonly #terms = new Map<string, OwnTerms>();

  constructor(private readonly report: Report) {}

  addLink(event: Issued): void {
    const { linkId, replaces } = event.data;
    const terms = termsOf(event);
    if (terms !== null) this.#terms.set(linkId, terms);
    if (replaces === undefined || isInherited(terms ?? noTerms, this.#terms.get(replaces) ?? noTerms)) return;
    this.report('I22', event.stream, `${linkId} replaces ${replaces}, but has other terms.`);
  }

  /** Whether an attendee must confirm by mail, because the link is for one person alone. */
  needsOptIn({ data: { linkId }, meta }: Requested): boolean {
    return meta.by === 'attendee' && (this.#terms.get(linkId)?.recipient ?? null) !== null;
  }

  /** The host may book for the recipient with any address. */
  addRequest({ data: { bookingId, linkId, attendee }, meta, stream, position }: Requested): void {
    const recipient = this.#terms.get(linkId)?.recipient ?? null;
    if (recipient === null || meta.by !== 'attendee' || emailKey(attendee.email) === recipient) return;
    this.report(
      'I22',
      stream,
      `${bookingId} is requested at position ${position} by somebody else than the recipient.`,
    );
  }

  addSlot({ type, data, stream, position }: Occupied, linkId: string | undefined): void {
    const terms = linkId === undefined ? undefined : this.#terms.get(linkId);
    if (terms === undefined) return;
    const { bookingId, start, end } = data;
    const wrong = (detail: string): void =>
      this.report('I22', stream, `${type} of ${bookingId} at position ${position} ${detail}.`);
    const startMs = epochMsOf(start);
    const isMovedElsewhere = !('fromStart' in data) || data.fromStart !== start;
    if (isMovedElsewhere && terms.starts?.has(startMs) === false) wrong(`is for ${start}, which is not a picked time`);
    if (type === 'SlotHeld' && terms.durationMs !== null && epochMsOf(end) - startMs !== terms.durationMs) {
      wrong(`ends at ${end}, although the link has a length of its own`);
    }
  }
}
