import type { BookonceEvent } from '@bookonce/contracts/event-catalogue';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { describe, expect, it } from '@jest/globals';
import {
  connectedCalendarProjection,
  hostWithHolidaysProjection,
  occupiedTimeProjection,
  storedBusyProjection,
} from './calendars-projector.js';

const stored = ({ type, data }: BookonceEvent, revision: number): StoredEvent => ({
  id: `event-${revision}`,
  type,
  data,
  stream: 'calendar-hst_1',
  revision,
  position: `${revision}`,
  meta: {
    time: '2026-03-01T00:00:00.000Z',
    version: 1,
    workspaceId: 'wsp_1',
    correlationId: 'c',
    causationId: 'c',
    by: 'test',
  },
});

const fold = <Doc extends object>(projection: DocumentProjection<Doc>, ...events: readonly BookonceEvent[]) =>
  events
    .map((event, revision) => stored(event, revision))
    .reduce<Doc | null>((doc, event) => {
      const [id] = projection.idsOf(event);
      return id === undefined ? doc : projection.evolve(doc, event, id);
    }, null);

const identity = { calendarId: 'cal_1', hostId: 'hst_1' };
const settings = {
  name: 'Work',
  readFrom: null,
  writeTo: null,
  allEventsBusy: false,
  whenUnreachable: 'lastKnown',
} as const;
const connected: BookonceEvent = { type: 'CalendarConnected', data: { ...identity, kind: 'ics', ...settings } };

describe('connected calendars', () => {
  it('are shown with their present settings until they are disconnected', () => {
    const document = { id: 'cal_1', workspaceId: 'wsp_1', hostId: 'hst_1', kind: 'ics', ...settings };
    const connectedAt = '2026-03-01T00:00:00.000Z';
    expect(fold(connectedCalendarProjection, connected)).toEqual({ ...document, connectedAt });
    const data = { ...identity, ...settings, name: 'Private', accessReplaced: true };
    const changed: BookonceEvent = { type: 'CalendarChanged', data };
    expect(fold(connectedCalendarProjection, connected, changed)).toEqual({
      ...document,
      connectedAt,
      name: 'Private',
    });
    const disconnected: BookonceEvent = { type: 'CalendarDisconnected', data: identity };
    expect(fold(connectedCalendarProjection, connected, disconnected)).toBeNull();
  });

  it('hold nothing about their reads (I13)', () => {
    const failed: BookonceEvent = { type: 'CalendarFailed', data: { ...identity, reason: 'timedOut' } };
    expect(fold(connectedCalendarProjection, connected, failed)).toEqual(fold(connectedCalendarProjection, connected));
  });
});

describe('a host with holidays', () => {
  const chosen = (country: string): BookonceEvent => ({
    type: 'HolidaysChosen',
    data: { hostId: 'hst_1', country, region: null, off: ['2027-12-25'] },
  });

  it('is shown with the place and the days that are off, until the holidays end', () => {
    const shown = { id: 'hst_1', workspaceId: 'wsp_1', region: null, off: ['2027-12-25'] };
    expect(fold(hostWithHolidaysProjection, chosen('DE'))).toEqual({ ...shown, country: 'DE' });
    expect(fold(hostWithHolidaysProjection, chosen('DE'), chosen('FR'))).toEqual({ ...shown, country: 'FR' });
    const ended: BookonceEvent = { type: 'HolidaysEnded', data: { hostId: 'hst_1' } };
    expect(fold(hostWithHolidaysProjection, chosen('DE'), ended)).toBeNull();
  });
});

describe('the time that a booking occupies', () => {
  const [nine, ten, eleven] = [9, 10, 11].map((hour) => `2026-03-03T${hour < 10 ? `0${hour}` : hour}:00:00.000Z`) as [
    string,
    string,
    string,
  ];
  const slot = { hostId: 'hst_1', bookingId: 'bkg_1', start: nine, end: ten };
  const buffers = { bufferBeforeMinutes: 5, bufferAfterMinutes: 5 };
  const held: BookonceEvent = {
    type: 'SlotHeld',
    data: { ...slot, ...buffers, linkId: 'lnk_1', meetingTypeId: 'mtt_1' },
  };
  const moved: BookonceEvent = {
    type: 'SlotMoved',
    data: {
      ...slot,
      ...buffers,
      start: ten,
      end: eleven,
      move: 1,
      fromStart: nine,
      fromEnd: ten,
      meetingTypeId: 'mtt_1',
      state: 'booked',
    },
  };
  const released = (start: string): BookonceEvent => ({ type: 'SlotReleased', data: { ...slot, start } });

  it('follows the booking, without its buffers', () => {
    expect(fold(occupiedTimeProjection, held)).toEqual(slot);
    expect(fold(occupiedTimeProjection, held, { type: 'SlotBooked', data: slot })).toEqual(slot);
    expect(fold(occupiedTimeProjection, held, moved)).toEqual({ ...slot, start: ten, end: eleven });
  });

  it('ends when the slot is released, and not when the place is that a move has left', () => {
    expect(fold(occupiedTimeProjection, held, released(nine))).toBeNull();
    expect(fold(occupiedTimeProjection, held, moved, released(nine))).toEqual({ ...slot, start: ten, end: eleven });
    expect(fold(occupiedTimeProjection, held, moved, released(ten))).toBeNull();
  });
});

describe('the busy times that are stored', () => {
  const set = (type: 'ics' | 'put'): BookonceEvent => {
    const source = { type, id: type === 'put' ? 'put' : 'cal_1', name: 'Work' };
    return { type: 'BusySet', data: { hostId: 'hst_1', source, added: [], removed: [] } };
  };
  const removed: BookonceEvent = {
    type: 'BusySourceRemoved',
    data: { hostId: 'hst_1', source: { type: 'ics', id: 'cal_1', name: 'Work' } },
  };

  it('are named by the last event of a connected calendar, until it is removed', () => {
    expect(fold(storedBusyProjection, set('ics'), set('ics'))).toEqual({ calendarId: 'cal_1', eventId: 'event-1' });
    expect(fold(storedBusyProjection, set('ics'), removed)).toBeNull();
    expect(fold(storedBusyProjection, set('put'))).toBeNull();
  });
});
