import type { BookonceEvent } from '@bookonce/contracts/event-catalogue';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { storedInOrder } from '@bookonce/testing/generated-history';
import { describe, expect, it } from '@jest/globals';
import {
  booked,
  cancelled,
  confirmed,
  consumed,
  expired,
  good,
  held,
  issued,
  moveRequested,
  rejected,
  released,
  requested,
  rescheduled,
  slot,
  slotMoved,
  voided,
} from './fixtures/booking-story.js';
import * as story from './fixtures/waiting-story.js';
import { HistoryCheck } from './history-check.js';
import type { Violation } from './violation.js';

const storedAt = ({ meta }: StoredEvent): number => Date.parse(meta.time);

const check = (events: readonly StoredEvent[]): readonly Violation[] => {
  const history = new HistoryCheck({ timing: { storedAt, calmAt: 0 } });
  for (const event of events) history.add(event);
  return history.finish({ isAtRest: true });
};

const violatedBy = (events: readonly StoredEvent[]): readonly string[] => [
  ...new Set(check(events).map(({ invariant }) => invariant)),
];

const { admitted, asked, awaiting, declined, declinedWithFreshLink, freshNamed, issuedWith } = story;
const { optInConfirmed, othersAdmitted, othersRefused, othersVoided, reminder, remindersFor, timeOf, waiting } = story;

const optedIn = [...waiting, optInConfirmed, consumed, booked, confirmed];
const askedAnew = [...awaiting, moveRequested, slotMoved, rescheduled, asked(2), confirmed];
const abandoned = [...waiting, story.abandonedVerdict, cancelled, released];
const moved = [moveRequested, slotMoved, rescheduled];
const forAda = { recipientOnly: true, recipient: { email: 'Ada@example.org' } };
const atNine = { overrides: { slots: [{ start: slot.start }] } };
const linkReminder = (mailedLinkId = 'lnk_1'): BookonceEvent => ({
  type: 'LinkReminderRequested',
  data: { linkId: 'lnk_1', reminderId: 'r_1', mailedLinkId },
});
const optInUntil = (until: string): BookonceEvent => ({
  type: 'OptInRequested',
  data: { bookingId: 'bkg_1', hostIds: ['hst_1'], until, optInTokenHash: 'opt-in hash' },
});
const lapsed: BookonceEvent = {
  type: 'BookingDeclined',
  data: { bookingId: 'bkg_1', cause: 'approvalExpired', sendFreshLink: false },
};
const noShow: BookonceEvent = { type: 'NoShowRecorded', data: { bookingId: 'bkg_1', noShow: true } };
const elsewhere: BookonceEvent = { type: 'LocationChanged', data: { bookingId: 'bkg_1', location: null } };
/** Scheduled by the 7th event, and due when the 8th is stored. */
const due = timeOf(8);
const LATER = '2026-03-04T11:00:00.000Z';
const remindedLater = [remindersFor([timeOf(12)], LATER), reminder(timeOf(12), undefined, LATER)];

describe('the whole life of a booking', () => {
  it.each<[string, readonly BookonceEvent[]]>([
    ['an opt-in', optedIn],
    ['an attempt that was abandoned', abandoned],
    [
      'three attempts that wait',
      [...waiting, ...othersAdmitted(2), optInConfirmed, consumed, ...othersVoided(2), booked, confirmed],
    ],
    ['an attempt in a place that became free', [...abandoned, ...othersAdmitted(3), expired, ...othersVoided(3)]],
    ['a hundred attempts whose slot others got', [issued, ...othersRefused(100, 'slotTaken'), ...optedIn.slice(1)]],
    ['an approval', [...awaiting, confirmed]],
    ['an approval that was asked for anew', askedAnew],
    ['a decline', [...awaiting, declined(), released]],
    ['a decline with a fresh link', declinedWithFreshLink],
    ['a meeting that became longer, elsewhere', [...good, ...story.lengthened, elsewhere]],
    ['a reminder', [...good, remindersFor([due]), reminder(due)]],
    [
      'reminders of which the first was missed',
      [...good, remindersFor([due, timeOf(9)]), elsewhere, elsewhere, reminder(timeOf(9))],
    ],
    ['reminders that follow a move', [...good, remindersFor([due]), ...moved, ...remindedLater]],
    [
      'a link for one person',
      [
        issuedWith(forAda),
        story.requestedWithOptIn,
        admitted(),
        held,
        story.optInAsked,
        optInConfirmed,
        consumed,
        booked,
        confirmed,
      ],
    ],
    ['a reminder of an active link', [issued, linkReminder(), ...good.slice(1)]],
    [
      'a successor with the times that are left',
      [
        issuedWith({ overrides: { slots: [{ start: slot.start }, { start: slot.end }] } }),
        expired,
        story.successorNamed,
        issuedWith({ ...atNine, linkId: 'lnk_2', replaces: 'lnk_1' }),
      ],
    ],
    ['a picked time', [issuedWith(atNine), ...good.slice(1)]],
  ])('keeps the invariants with %s', (_what, events) => {
    expect(check(storedInOrder(events))).toEqual([]);
  });

  it.each<[string, string, readonly BookonceEvent[]]>([
    ['I21', 'a fourth attempt that waits', [...waiting, ...othersAdmitted(3)]],
    ['I21', 'an attempt beyond the hundred that are allowed', [...waiting, ...othersAdmitted(100)]],
    [
      'I21',
      'an attempt after a hundred that were overdue',
      [issued, ...othersRefused(100, 'overdue'), ...waiting.slice(1)],
    ],
    ['I21', 'a hold that the link did not admit', [issued, story.requestedWithOptIn, held]],
    [
      'I3',
      'an attempt that is admitted after its verdict',
      [issued, story.requestedWithOptIn, voided, admitted(), rejected],
    ],
    ['I11', 'an attempt that is admitted twice', [...waiting, admitted()]],
    [
      'I3',
      'an opt-in confirmed after the void that consumes the link',
      [...waiting, voided, optInConfirmed, consumed, booked, confirmed],
    ],
    ['I2', 'a abandoned attempt that consumed the link', [...waiting, consumed, cancelled, released]],
    ['I3', 'an attempt abandoned before the verdict', [...waiting, cancelled, story.abandonedVerdict, released]],
    ['I2', 'a confirmation before the host was asked', [...awaiting.slice(0, -1), confirmed]],
    ['I4', 'a decline after the approval', [...awaiting, confirmed, declined(), released]],
    ['I4', 'an approval after the decline', [...awaiting, declined(), confirmed]],
    ['I4', 'a question after the approval', [...awaiting, confirmed, asked(2)]],
    ['I11', 'a move after which the host is not asked anew', [...awaiting, ...moved, confirmed]],
    ['I11', 'a round that is left out', [...awaiting, ...moved, asked(3)]],
    ['I6', 'a declined booking that keeps its slot', [...awaiting, declined()]],
    [
      'I6',
      'a calendar that has the old length',
      [...good, ...story.lengthened.filter(({ type }) => type !== 'SlotMoved')],
    ],
    ['I7', 'a fresh link that was never issued', [...awaiting, declined(true), released]],
    ['I7', 'a fresh link that only the booking knows', [...awaiting, declined(true), released, freshNamed()]],
    [
      'I7',
      'a fresh link other than the successor',
      [...declinedWithFreshLink.slice(0, -1), issuedWith({ linkId: 'lnk_3' }), freshNamed('lnk_3')],
    ],
    ['I7', 'a fresh link without a decline', [...awaiting, issuedWith({ linkId: 'lnk_2' }), freshNamed()]],
    ['I11', 'a second fresh link', [...declinedWithFreshLink, freshNamed()]],
    ['I4', 'a successor of a consumed link without a decline', [...good, story.successorNamed, story.freshIssued]],
    [
      'I22',
      'a link for one person that another books',
      [issuedWith({ ...forAda, recipient: { email: 'grace@example.org' } }), requested],
    ],
    ['I2', 'a link for one person without an opt-in', [issuedWith(forAda), ...good.slice(1)]],
    ['I22', 'a start that was not picked', [issuedWith(atNine), requested, story.heldElsewhere]],
    ['I22', 'a move to a start that was not picked', [issuedWith(atNine), ...good.slice(1), ...moved]],
    [
      'I22',
      "a length that is not the link's own",
      [issuedWith({ overrides: { durationMinutes: 45 } }), requested, held],
    ],
    [
      'I22',
      'a successor with other terms',
      [issuedWith(forAda), expired, story.successorNamed, issuedWith({ linkId: 'lnk_2', replaces: 'lnk_1' })],
    ],
    ['I23', 'a reminder of a link that is consumed', [...good, linkReminder()]],
    ['I23', 'a reminder of an expired link that mails this link', [issued, expired, linkReminder()]],
    ['I6', 'an opt-in that waits beyond the start', [...waiting.slice(0, -1), optInUntil(slot.end)]],
    ['I6', 'a host who is asked beyond the start', [...awaiting.slice(0, -1), asked(1, slot.end)]],
    ['I6', 'an approval that expires before its time', [...awaiting.slice(0, -1), asked(1, slot.start), lapsed]],
    [
      'I23',
      'a reminder that is requested twice',
      [...good, remindersFor([due]), elsewhere, reminder(due), reminder(due)],
    ],
    ['I23', 'a reminder of a cancelled meeting', [...good, remindersFor([due]), cancelled, released, reminder(due)]],
    ['I23', 'a reminder of a meeting that has moved', [...good, remindersFor([due]), ...moved, reminder(due)]],
    ['I23', 'a reminder before it is due', [...good, remindersFor([timeOf(99)]), reminder(timeOf(99))]],
    ['I23', 'a reminder that is already due when it is scheduled', [...good, remindersFor([timeOf(2)])]],
    ['I23', 'a reminder for a time after the start', [...good, remindersFor([slot.end])]],
    ['I23', 'a reminder that nobody scheduled', [...good, reminder(due)]],
    ['I23', 'a wrong time of the next reminder', [...good, remindersFor([due, timeOf(99)]), elsewhere, reminder(due)]],
    ['I23', 'reminders while the host is asked', [...awaiting, remindersFor([timeOf(99)])]],
    ['I11', 'a no-show before the meeting is over', [...good, noShow]],
    ['I11', 'another place of an attempt', [issued, requested, elsewhere]],
  ])('violates %s with %s', (invariant, _what, events) => {
    expect(violatedBy(storedInOrder(events))).toContain(invariant);
  });
});

/** After the time limit of everything that waits, and some minutes more. */
const LATE = '2026-03-20T12:00:00.000Z';

describe('an attempt that waits for its opt-in, at rest', () => {
  const checkWaiting = (events: readonly StoredEvent[]): readonly Violation[] => {
    const history = new HistoryCheck({ timing: { storedAt, calmAt: 0 } });
    for (const event of events) history.add(event);
    return history.finish({ isAtRest: true, mayWait: true });
  };

  it('is passed over if it may wait', () => {
    const events = storedInOrder(waiting);
    expect(checkWaiting(events)).toEqual([]);
    expect(violatedBy(events)).toEqual(['I3', 'I6']);
  });

  it.each<[string, readonly BookonceEvent[]]>([
    ['its link has ended', [...waiting, expired]],
    ['it was not asked yet', waiting.slice(0, -1)],
    ['its attendee has confirmed', [...waiting, optInConfirmed]],
  ])('is checked if %s', (_what, events) => {
    expect(checkWaiting(storedInOrder(events)).map(({ invariant }) => invariant)).toContain('I3');
  });

  it('is checked if its time is over', () => {
    const events = storedInOrder([...waiting, issuedWith({ linkId: 'lnk_9' })]).map((event) =>
      event.stream === 'link-lnk_9' ? { ...event, meta: { ...event.meta, time: LATE } } : event,
    );
    expect(checkWaiting(events).map(({ invariant }) => invariant)).toContain('I3');
  });
});

describe('the times of a booking', () => {
  /** The events from the nth on are stored this much later. */
  const later = (events: readonly BookonceEvent[], nth: number, minutes: number): readonly StoredEvent[] =>
    storedInOrder(events).map((event, index) => {
      if (index + 1 < nth) return event;
      const time = new Date(Date.parse(event.meta.time) + minutes * 60_000).toISOString();
      return { ...event, meta: { ...event.meta, time } };
    });
  const anotherLink = issuedWith({ linkId: 'lnk_9' });

  it('violate I6 if a declined booking leaves its slot late', () => {
    const events = [...awaiting, declined(), released];
    expect(check(later(events, 8, 1))).toEqual([]);
    expect(violatedBy(later(events, 8, 3))).toEqual(['I6']);
  });

  it('violate I6 if a booking still awaits approval after its time limit', () => {
    const events = [...awaiting.slice(0, -1), asked(1, '2026-03-02T09:00:00.000Z'), anotherLink];
    expect(check(later(events, 7, 61))).toEqual([]);
    expect(violatedBy(later(events, 7, 63))).toEqual(['I6']);
  });

  it('violate I23 if a reminder is forgotten while the meeting is to come', () => {
    const events = [...good, remindersFor([due]), anotherLink];
    expect(check(later(events, 8, 1))).toEqual([]);
    expect(violatedBy(later(events, 8, 3))).toEqual(['I23']);
    expect(check(later(events, 8, 3 * 24 * 60))).toEqual([]);
  });

  it('violate I23 if a reminder comes minutes late', () => {
    const events = [...good, remindersFor([due]), reminder(due)];
    expect(check(later(events, 8, 1))).toEqual([]);
    expect(violatedBy(later(events, 8, 3))).toEqual(['I23']);
  });

  it('violate I23 if a reminder comes after the meeting began', () => {
    const events = [...good, remindersFor([due]), reminder(due)];
    expect(violatedBy(later(events, 8, 3 * 24 * 60))).toEqual(['I23']);
  });

  it('allow a no-show once the meeting is over', () => {
    expect(check(later([...good, noShow], 7, 3 * 24 * 60))).toEqual([]);
  });
});
