import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import type { HostContact } from './notification-projector.js';
import { hostContactProjection } from './notification-projector.js';

const stored = ({ type, data }: CalendarEvent, revision: number): StoredEvent => ({
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

const fold = (...events: readonly CalendarEvent[]): HostContact | null =>
  events.map(stored).reduce<HostContact | null>((doc, event) => {
    const [id] = hostContactProjection.idsOf(event);
    return id === undefined ? doc : hostContactProjection.evolve(doc, event, id);
  }, null);

const added: CalendarEvent = {
  type: 'HostAdded',
  data: { hostId: 'hst_1', name: 'Ada', email: 'ada@example.com', role: 'owner' },
};
const moved = (timeZone: string): CalendarEvent => ({
  type: 'ScheduleSet',
  data: { hostId: 'hst_1', schedule: { timeZone, weekly: [] } },
});

describe('contacts of hosts', () => {
  it('are known from the first event on', () => {
    expect(fold(added)).toEqual({ id: 'hst_1', workspaceId: 'wsp_1', name: 'Ada', email: 'ada@example.com' });
  });

  it('have the zone of the schedule, also after a new name', () => {
    const renamed: CalendarEvent = { type: 'HostRenamed', data: { hostId: 'hst_1', name: 'Eve', email: 'eve@x.org' } };
    const contact = fold(added, moved('Europe/Berlin'), moved('Asia/Tokyo'), renamed);
    expect(contact).toMatchObject({ id: 'hst_1', name: 'Eve', email: 'eve@x.org', timeZone: 'Asia/Tokyo' });
    expect(contact?.formerEmails).toMatchObject([{ email: 'ada@example.com' }]);
  });

  it('have the language that was set last, or none', () => {
    const set = (language: 'en' | 'de' | null, region?: string): CalendarEvent => ({
      type: 'HostLanguageSet',
      data: { hostId: 'hst_1', language, ...(region === undefined ? {} : { region }) },
    });
    expect(fold(added, set('en'), set('de', 'AT'))?.locale).toEqual({ language: 'de', region: 'AT' });
    expect(fold(added, set('de', 'AT'), set('en'))?.locale).toEqual({ language: 'en' });
    expect(fold(added, set('de'), set(null))).not.toHaveProperty('locale');
  });
});
