import type { BookingRequest } from '@bookonce/contracts/events/booking';
import { type LinkAttempts, noAttempts } from '@bookonce/contracts/streams/link-attempts';
import { listOf } from '@bookonce/kernel/persistent-list';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import { confirmed, link, request, requested, snapshot } from '../fixtures/booking-history.js';
import { booking } from './booking.js';
import type { BookingDetails, RequestBooking } from './request-booking.js';

const notTheRecipient = { kind: 'notTheRecipient' } as const;

/** The stored request. */
const snapshotOf = (command: RequestBooking): BookingRequest => {
  const { result } = given(booking).when(command);
  if (!result.ok) throw new Error(result.error.kind);
  const [event] = result.value;
  if (event?.type !== 'BookingRequested') throw new Error('nothing was requested');
  return event.data;
};

describe('a plain host who books for a recipient at once', () => {
  type Mode = 'instant' | 'approval';
  const asked = (hostIds: string[], confirmation: Mode, chosen?: Mode, isLinkByOwner = true) => {
    const own = chosen === undefined ? {} : { overrides: { confirmation: chosen } };
    const about = { by: 'host', plainHostId: 'hst_1', isLinkByOwner, meetingType: { hostIds, confirmation } } as const;
    return given(booking).when(request({}, { ...about, link: own }));
  };
  const refusal = { kind: 'ownersOnly', why: 'othersConfirm' } as const;

  it('may do so unless other hosts want to confirm', () => {
    asked(['hst_1', 'hst_2'], 'approval').thenRefused(refusal);
    expect(asked(['hst_1'], 'approval').result.ok).toBe(true);
    expect(asked(['hst_1', 'hst_2'], 'instant').result.ok).toBe(true);
  });

  it('goes by the way of confirming that an owner gave the link', () => {
    expect(asked(['hst_1', 'hst_2'], 'approval', 'instant').result.ok).toBe(true);
    asked(['hst_1', 'hst_2'], 'instant', 'approval').thenRefused(refusal);
  });

  it('goes by the type of today with a link that no owner made', () => {
    asked(['hst_1', 'hst_2'], 'approval', 'instant', false).thenRefused(refusal);
    expect(asked(['hst_1', 'hst_2'], 'instant', 'approval', false).result.ok).toBe(true);
    expect(asked(['hst_1'], 'approval', 'instant', false).result.ok).toBe(true);
  });

  it('must be a host of the meeting type', () => {
    asked(['hst_2'], 'instant').thenRefused({ kind: 'ownersOnly', why: 'notAHost' });
  });
});

describe('the request of an instant booking', () => {
  it('stores no more than an instant booking needs', () => {
    given(booking).when(request()).then(requested());
  });

  it('is stored once; the same key for another request is refused (I8)', () => {
    const others: Partial<BookingDetails>[] = [
      { start: '2026-03-30T08:00:00.000Z' },
      { attendee: { ...snapshot.attendee, email: 'grace@example.org' } },
      { note: 'by phone' },
      { guests: ['grace@example.org'] },
      { tracking: { ref: 'mail' } },
    ];
    given(booking, requested(), confirmed).when(request()).thenNothing();
    for (const other of others) {
      given(booking, requested()).when(request(other)).thenRefused({ kind: 'keyReused' });
    }
  });

  it('recognises the same guests, however they were written (I8)', () => {
    const once = given(booking, requested({ guests: ['grace@example.org'] }));
    const twice = ['grace@example.org', 'ADA@example.org', 'grace@example.org'];
    once.when(request({ guests: twice })).thenNothing();
    once.when(request({ guests: [] })).thenRefused({ kind: 'keyReused' });
  });

  it('is refused for a link that has ended', () => {
    given(booking)
      .when(request({}, { link: { end: 'expired' } }))
      .thenRefused({ kind: 'linkEnded', end: 'expired' });
  });

  it('is refused while the host chosen for the link is not of the meeting type', () => {
    const type = { meetingType: { hostIds: ['hst_1', 'hst_2'], assignment: 'roundRobin' as const } };
    given(booking)
      .when(request({}, { ...type, link: { hostId: 'hst_3' } }))
      .thenRefused({ kind: 'slotNotOffered' });
    expect(snapshotOf(request({}, { ...type, link: { hostId: 'hst_2' } }))).toMatchObject({
      hostIds: ['hst_2'],
      assignment: 'single',
    });
  });
});

describe('the guests of a booking', () => {
  const upTo = (maxGuests: number) => ({ meetingType: { maxGuests } });
  const errors = (message: string) => ({ kind: 'invalid', errors: [{ path: 'guests', message }] }) as const;

  it('are stored once each, without the attendee', () => {
    const guests = ['grace@example.org', 'Ada@Example.org', 'Grace@Example.org', 'joan@example.org'];
    expect(snapshotOf(request({ guests }, upTo(2))).guests).toHaveLength(2);
    expect(snapshotOf(request({ guests: ['ADA@example.org'] }))).not.toHaveProperty('guests');
  });

  it('are no more than the meeting type takes', () => {
    const guests = ['grace@example.org', 'joan@example.org'];
    given(booking)
      .when(request({ guests }, upTo(1)))
      .thenRefused(errors('must be 1 at most'));
    given(booking).when(request({ guests })).thenRefused(errors('must be empty: this meeting type takes no guests'));
  });
});

describe('a link for its recipient alone', () => {
  const own = { link: { recipientOnly: true, recipient: { email: 'Ada@Example.org' } } };

  it('takes the recipient’s address, in any case, and asks for an opt-in', () => {
    expect(snapshotOf(request({}, own))).toMatchObject({
      confirmation: 'instant',
      optIn: { minutes: 30, linkExpiresAt: link.expiresAt },
    });
  });

  it('takes no other address, and says first that the link has ended', () => {
    const attendee = { name: 'Eve', email: 'eve@example.org' };
    given(booking).when(request({ attendee }, own)).thenRefused(notTheRecipient);
    given(booking)
      .when(request({ attendee }, { link: { ...own.link, end: 'consumed' } }))
      .thenRefused({ kind: 'linkEnded', end: 'consumed' });
    given(booking)
      .when(request({}, { link: { recipientOnly: true } }))
      .thenRefused(notTheRecipient);
  });

  it('takes any address from the host, who needs no opt-in', () => {
    const attendee = { name: 'Eve', email: 'eve@example.org' };
    expect(snapshotOf(request({ attendee }, { ...own, by: 'host' }))).not.toHaveProperty('optIn');
  });
});

describe('the rules that a booking keeps', () => {
  it('are those of its meeting type', () => {
    const reminders = [{ minutesBefore: 60, to: 'both' as const }];
    const rules = { confirmation: 'approval' as const, approvalHours: 24, reminders };
    expect(snapshotOf(request({}, { meetingType: rules }))).toMatchObject(rules);
    const waiting = { confirmation: 'doubleOptIn' as const, optInMinutes: 10 };
    expect(snapshotOf(request({}, { meetingType: waiting }))).toMatchObject({
      optIn: { minutes: 10, linkExpiresAt: link.expiresAt },
    });
  });

  it('are those of its link, if it has its own', () => {
    const overrides = {
      durationMinutes: 60,
      location: { type: 'phone' as const, value: '+49 30 1' },
      confirmation: 'approval' as const,
      slots: [{ start: snapshot.start }],
    };
    expect(snapshotOf(request({}, { link: { overrides } }))).toMatchObject({
      end: '2026-03-30T08:00:00.000Z',
      location: overrides.location,
      confirmation: 'approval',
      approvalHours: 72,
      slotOverrides: { durationMinutes: 60, slots: overrides.slots },
    });
    expect(snapshotOf(request({}, { link: { overrides: { confirmation: 'instant' } } }))).not.toHaveProperty(
      'slotOverrides',
    );
  });

  it('confirm it at once if the host books, whatever the mode', () => {
    for (const confirmation of ['approval', 'doubleOptIn'] as const) {
      const stored = snapshotOf(request({}, { by: 'host', meetingType: { confirmation } }));
      expect(stored).toEqual(snapshot);
    }
  });

  it('are its title, and the questions that were answered', () => {
    const asked = { type: 'text' as const, label: 'Topic', required: false };
    const questions = [
      { ...asked, id: 'topic' },
      { ...asked, id: 'other' },
    ];
    const stored = snapshotOf(request({ answers: { topic: 'Prices' } }, { meetingType: { name: 'Demo', questions } }));
    expect(stored).toMatchObject({ title: 'Demo', questions: [{ id: 'topic', label: 'Topic' }] });
    expect(snapshotOf(request({}, { meetingType: { questions } }))).not.toHaveProperty('questions');
  });

  it('give it a room of its own', () => {
    const location = { type: 'video' as const, value: 'https://meet.example.org/{random}?again={random}' };
    expect(snapshotOf(request({}, { meetingType: { location } })).location).toEqual({
      type: 'video',
      value: 'https://meet.example.org/room?again=room',
    });
    const phone = { type: 'phone' as const };
    expect(snapshotOf(request({}, { meetingType: { location: phone } })).location).toEqual(phone);
  });
});

describe('a request that cannot be booked', () => {
  const after = (stored: number, waiting: readonly string[] = []): LinkAttempts => ({
    ...noAttempts,
    stored,
    waiting: listOf(waiting),
  });
  const waits = { meetingType: { confirmation: 'doubleOptIn' } } as const;

  it.each(['slotTaken', 'slotNotOffered'] as const)('is refused if its calendars say %s', (kind) => {
    given(booking)
      .when(request({}, { slotRefusal: { kind } }))
      .thenRefused({ kind });
  });

  it('is refused once the link has a hundred attempts, but not to its host', () => {
    const given100 = { link: { attempts: after(100) } };
    given(booking).when(request({}, given100)).thenRefused({ kind: 'tooManyAttempts' });
    expect(given(booking).when(request({}, { ...given100, by: 'host' })).result.ok).toBe(true);
    expect(given(booking).when(request({}, { link: { attempts: after(99) } })).result.ok).toBe(true);
  });

  it('is refused while three others wait, if it would wait itself', () => {
    const three = { attempts: after(3, ['bkg_2', 'bkg_3', 'bkg_4']) };
    given(booking)
      .when(request({}, { ...waits, link: three }))
      .thenRefused({ kind: 'tooManyPending' });
    given(booking)
      .when(request({}, { link: { ...three, recipientOnly: true, recipient: { email: 'ada@example.org' } } }))
      .thenRefused({ kind: 'tooManyPending' });
    expect(given(booking).when(request({}, { link: three })).result.ok).toBe(true);
  });

  it('hears of a dead link before any limit, and of its own booking before that (I8)', () => {
    const dead = { link: { end: 'expired', attempts: after(100) }, slotRefusal: { kind: 'slotTaken' } } as const;
    given(booking).when(request({}, dead)).thenRefused({ kind: 'linkEnded', end: 'expired' });
    given(booking, requested()).when(request({}, dead)).thenNothing();
  });
});

describe('answers and note together', () => {
  const questions = ['a', 'b', 'c', 'd'].map((id) => ({ id, label: id, type: 'longText', required: false }) as const);
  const written = (note: string, answers: Record<string, string> = {}) =>
    given(booking).when(request({ note, answers }, { meetingType: { questions } })).result;
  const tooLong = (path: string) => ({
    ok: false,
    error: {
      kind: 'invalid',
      errors: [{ path, message: 'must be 16 KB at most, answers and note together' }],
    },
  });

  it('are 16 KB at most, in bytes', () => {
    expect(written('x'.repeat(16 * 1024)).ok).toBe(true);
    expect(written('x'.repeat(16 * 1024 + 1))).toEqual(tooLong('note'));
    expect(written('ü'.repeat(8 * 1024)).ok).toBe(true);
    expect(written('ü'.repeat(8 * 1024 + 1))).toEqual(tooLong('note'));
    const answers = { a: 'x'.repeat(5_000), b: '€'.repeat(2_000), c: '😀'.repeat(1_250) };
    expect(written('', answers).ok).toBe(true);
    expect(written('x'.repeat(400), answers)).toEqual(tooLong('answers'));
  });
});
