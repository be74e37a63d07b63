import type { Actor } from '@bookonce/kernel/actor';
import { type StoredEvent, UnknownEventError } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { definitionOf, eventCatalogue, versionOf } from './event-catalogue.js';
import { upcast, upcasters, upcastKnown } from './upcast.js';

const stored = (type: string, data: object, version = 1, actor: Actor = { by: 'api' }): StoredEvent => ({
  id: 'e',
  type,
  data,
  stream: 'booking-bkg_1',
  revision: 0,
  position: '1',
  meta: { time: '', version, workspaceId: 'wsp_1', correlationId: '', causationId: '', ...actor },
});

/** The event as its current version, which must fit the current schema. */
const current = (type: string, data: object, version = 1, actor: Actor = { by: 'api' }): object => {
  const { data: today, meta } = upcast(stored(type, data, version, actor));
  const definition = definitionOf(type);
  expect(meta.version).toBe(definition?.version);
  expect(definition?.schema.safeParse(today).error?.issues ?? []).toEqual([]);
  return today;
};

const settings = {
  name: 'Introduction',
  hostIds: ['hst_1'],
  assignment: 'single',
  confirmation: 'instant',
  durationMinutes: 30,
  slotIntervalMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  bookingWindow: { type: 'rolling', days: 60 },
  questions: [],
  linkValidityDays: 30,
};
const link = {
  linkId: 'lnk_1',
  meetingTypeId: 'mtt_1',
  metadata: {},
  issuedAt: '2026-03-01T00:00:00.000Z',
  expiresAt: '2026-03-31T00:00:00.000Z',
  sealedToken: 'sealed',
};
const request = {
  bookingId: 'bkg_1',
  linkId: 'lnk_1',
  meetingTypeId: 'mtt_1',
  assignment: 'single',
  hostIds: ['hst_1'],
  start: '2026-03-30T07:00:00.000Z',
  end: '2026-03-30T07:30:00.000Z',
  attendee: { name: 'Ada', email: 'ada@example.org' },
  answers: {},
  manageTokenHash: 'hash',
};
const bookingId = 'bkg_1';
const hostIds = ['hst_1'];

describe('an event of an earlier version', () => {
  it.each(['MeetingTypeCreated', 'MeetingTypeChanged'])('%s has the defaults of the new settings', (type) => {
    const defaults = { approvalHours: 72, optInMinutes: 30, reminders: [], maxGuests: 0, unusedReminderDays: [] };
    expect(current(type, { meetingTypeId: 'mtt_1', settings })).toEqual({
      meetingTypeId: 'mtt_1',
      settings: { ...settings, ...defaults },
    });
  });

  it('of a link is for anybody, and sends no reminders', () => {
    const forAnyone = { ...link, prefill: false, recipientOnly: false, unusedReminderDays: [], mailed: false };
    expect(current('LinkIssued', link)).toEqual(forAnyone);
    for (const type of ['LinkRevoked', 'LinkReissued']) {
      expect(current(type, { linkId: 'lnk_0', replacement: link })).toEqual({
        linkId: 'lnk_0',
        replacement: forAnyone,
      });
    }
    expect(current('LinkRevoked', { linkId: 'lnk_0', reason: 'mistake' })).toEqual({
      linkId: 'lnk_0',
      reason: 'mistake',
    });
  });

  it('of a link was made by its actor, and mailed if the system made it in place of another one', () => {
    const before = { ...link, prefill: false, recipientOnly: false, unusedReminderDays: [] };
    const after = { ...before, replaces: 'lnk_0' };
    const byHost = { by: 'host', actorId: 'hst_1' };
    const bySystem = { by: 'system' };
    const made = { createdBy: 'hst_1', mailed: false };
    expect(current('LinkIssued', before, 2, byHost)).toEqual({ ...before, ...made });
    expect(current('LinkIssued', before, 2, bySystem)).toEqual({ ...before, mailed: false });
    expect(current('LinkIssued', after, 2, bySystem)).toEqual({ ...after, mailed: true });
    for (const type of ['LinkRevoked', 'LinkReissued']) {
      const event = { linkId: 'lnk_0', replacement: after };
      expect(current(type, event, 2, byHost)).toEqual({ ...event, replacement: { ...after, ...made } });
    }
    const reminded = { linkId: 'lnk_0', replacement: after };
    expect(current('LinkReissued', reminded, 2, bySystem)).toMatchObject({ replacement: { mailed: true } });
  });

  it('of a skipped reminder keeps its reason', () => {
    const skipped = { linkId: 'lnk_1', reminderId: 'rem_1', reason: 'secretLost' };
    expect(current('LinkReminderSkipped', skipped)).toEqual(skipped);
    expect(versionOf('LinkReminderSkipped')).toBe(2);
  });

  it('of busy times replaces all that the API set', () => {
    const intervals = [{ start: link.issuedAt, end: link.expiresAt, note: 'Sabbatical' }];
    expect(current('BusySet', { hostId: 'hst_1', intervals })).toEqual({
      hostId: 'hst_1',
      source: { type: 'put', id: 'put', name: 'API' },
      added: intervals,
      removed: 'all',
    });
  });

  it.each([
    ['instant', {}],
    ['approval', { approvalHours: 72 }],
    ['doubleOptIn', { optIn: { minutes: 30 } }],
  ])('BookingRequested waits as %s bookings did', (confirmation, waits) => {
    const before = { ...request, confirmation };
    expect(current('BookingRequested', before)).toEqual({ ...before, ...waits });
  });

  it('of a request for a confirmation has no token that decides it, nor a time limit for the host', () => {
    const until = '2026-03-01T00:30:00.000Z';
    const optIn = { bookingId, hostIds, until };
    expect(current('OptInRequested', optIn)).toEqual({ ...optIn, optInTokenHash: '' });
    expect(current('ApprovalRequested', { bookingId, hostIds })).toEqual({
      bookingId,
      hostIds,
      round: 1,
      approvalTokenHash: '',
    });
  });

  it('of an outcome was decided by the host, without a fresh link', () => {
    expect(current('BookingConfirmed', { bookingId, hostIds })).toEqual({ bookingId, hostIds });
    expect(current('BookingDeclined', { bookingId, reason: 'ill' })).toEqual({
      bookingId,
      reason: 'ill',
      cause: 'host',
      sendFreshLink: false,
    });
  });
});

describe('upcasting', () => {
  it('leaves current events and unknown types unchanged', () => {
    const now = stored('BookingConfirmed', { bookingId, hostIds, message: 'See you' }, 3);
    expect(upcast(now)).toBe(now);
    const unknown = stored('BookingPainted', { colour: 'red' }, 7);
    expect(upcast(unknown)).toBe(unknown);
  });

  it('has one step for each version before the current one, and none for other types', () => {
    const definitions = Object.values(eventCatalogue).flat();
    for (const { type, version } of definitions)
      expect([type, upcasters[type]?.length ?? 0]).toEqual([type, version - 1]);
    const known = new Set<string>(definitions.map(({ type }) => type));
    expect(Object.keys(upcasters).filter((type) => !known.has(type))).toEqual([]);
  });
});

describe('an event of a stream that is loaded', () => {
  it('is upcast like any other', () => {
    const old = stored('SlotMoved', { bookingId: 'bkg_1' });
    expect(upcastKnown(old)).toEqual(upcast(old));
  });

  it.each<[string, StoredEvent]>([
    ['type', stored('LinkConsumes', {})],
    ['version', stored('LinkConsumed', {}, 99)],
    ['version', stored('LinkConsumed', {}, Number.NaN)],
  ])('is refused if its %s is unknown, while followers pass it over', (_what, event) => {
    expect(() => upcastKnown(event)).toThrow(UnknownEventError);
    expect(() => upcast(event)).not.toThrow();
  });
});
