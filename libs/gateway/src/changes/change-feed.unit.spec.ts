import type { StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { type Change, ChangeFeed, NOTIFIED_TYPES } from './change-feed.js';

const eventOf = (stream: StreamName, workspaceId = 'wsp_1'): StoredEvent => ({
  id: 'event-1',
  type: 'LinkConsumed',
  data: {},
  stream,
  revision: 1,
  position: '7',
  meta: { time: '', version: 1, workspaceId, correlationId: 'c', causationId: 'c', by: 'test' },
});

const listened = () => {
  const feed = new ChangeFeed();
  const heard: (Change | 'access')[] = [];
  const looks: unknown[] = [];
  const shown = async (...look: readonly unknown[]): Promise<void> => {
    looks.push(look);
  };
  const stop = feed.listen('wsp_1', {
    onChange: (change) => heard.push(change),
    onAccessChange: () => heard.push('access'),
  });
  return { feed, heard, looks, stop, announce: (event: StoredEvent) => feed.announce(event, shown) };
};

describe('the change feed', () => {
  it.each([
    ['link-lnk_1', { kind: 'link', id: 'lnk_1' }, 'link'],
    ['booking-bkg_1', { kind: 'booking', id: 'bkg_1' }, 'booking'],
    ['meetingType-mtt_1', { kind: 'meetingType', id: 'mtt_1' }, 'availability'],
    ['calendar-hst_1', { kind: 'host', id: 'hst_1' }, 'availability'],
    ['workspace-wsp_1', { kind: 'workspace', id: 'wsp_1' }, 'workspace'],
  ] as const)('reports a change of %s once its view shows it', async (stream, change, view) => {
    const { heard, looks, announce } = listened();
    await announce(eventOf(stream));
    expect([heard, looks]).toEqual([[change], [['7', [view]]]]);
  });

  it('reports a change of a connected calendar at once', async () => {
    const { heard, looks, announce } = listened();
    await announce(eventOf('connectedCalendar-cal_1'));
    expect([heard, looks]).toEqual([[{ kind: 'connectedCalendar', id: 'cal_1' }], []]);
  });

  it('says that access may have changed when a session ends, or a member changes', async () => {
    const { heard, looks, announce } = listened();
    await announce({ ...eventOf('session-ses_1'), type: 'SessionEnded' });
    await announce({ ...eventOf('workspace-wsp_1'), type: 'MemberDeactivated', data: { hostId: 'hst_1' } });
    expect(heard).toEqual(['access', 'access', { kind: 'host', id: 'hst_1' }]);
    expect(looks).toEqual([
      ['7', ['workspace']],
      ['7', ['workspace']],
      ['7', ['availability', 'workspace']],
    ]);
  });

  it('does not notify other workspaces (I19)', async () => {
    const { heard, looks, announce } = listened();
    await announce(eventOf('link-lnk_1', 'wsp_2'));
    expect([heard, looks]).toEqual([[], []]);
  });

  it('does nothing without listeners', async () => {
    const { feed, heard, looks, stop, announce } = listened();
    stop();
    stop();
    await announce(eventOf('link-lnk_1'));
    expect([heard, looks, feed.listenersOf('wsp_1')]).toEqual([[], [], 0]);
  });

  it('follows events shown in consoles, but not held slots', () => {
    expect(NOTIFIED_TYPES).toEqual(
      expect.arrayContaining(['LinkConsumed', 'BookingCancelled', 'HostRenamed', 'CalendarFailed']),
    );
    expect(NOTIFIED_TYPES).toEqual(
      expect.arrayContaining(['WorkspaceRenamed', 'WorkspaceColorSet', 'WorkspaceLogoSet']),
    );
    for (const type of ['ApiKeyCreated', 'SlotHeld', 'SlotBooked', 'BookingRequested', 'SessionStarted']) {
      expect(NOTIFIED_TYPES).not.toContain(type);
    }
  });
});
