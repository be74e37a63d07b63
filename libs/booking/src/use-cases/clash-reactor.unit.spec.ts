import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BusySource } from '@bookonce/contracts/events/calendar';
import { toCloudEvent } from '@bookonce/contracts/cloud-event';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { details } from '../fixtures/test-bookings.js';
import { TestInstances } from '../fixtures/test-instances.js';

const WORK: BusySource = { type: 'ics', id: 'cal_1', name: 'Work' };

const clash = (bookingId: string, revision: number, sources: readonly BusySource[] = [WORK]): StoredEvent => ({
  ...{ id: `clash-${revision}`, stream: 'calendar-hst_1', revision, position: `${revision}` },
  type: 'SlotClashesChanged',
  data: { hostId: 'hst_1', bookingId, start: details.start, end: '2026-03-30T07:30:00.000Z', sources: [...sources] },
  meta: {
    ...{ time: '2026-03-01T00:00:00.000Z', version: 1, workspaceId: 'wsp_1', correlationId: 'hst_1' },
    ...{ causationId: 'c', by: 'system' },
  },
});

const recordedIn = (set: TestInstances, bookingId: string) =>
  set
    .eventsOf(bookingId)
    .map((event): Recorded => recorded(event))
    .flatMap((event) => (event.type === 'ClashesRecorded' ? [event.data] : []));

describe('clashes that a calendar has found', () => {
  it('are recorded once by any number of instances, also when they are delivered again', async () => {
    const set = await TestInstances.of({ confirmation: 'approval' });
    const bookingId = await set.place();
    const event = toCloudEvent(clash(bookingId, 7));
    await Promise.all([set.first.onClashes(event), set.instance().onClashes(event)]);
    await set.first.onClashes(event);
    expect(recordedIn(set, bookingId)).toEqual([
      {
        ...{ bookingId, hostId: 'hst_1', start: details.start, sources: [WORK] },
        ...{ calendarRevision: 7, warnsHost: true },
      },
    ]);
  });

  it('do not keep the attendee from confirming', async () => {
    const set = await TestInstances.of({ confirmation: 'doubleOptIn' });
    const bookingId = await set.place();
    await set.first.onClashes(toCloudEvent(clash(bookingId, 7)));
    expect(await set.instance().confirmOptIn(set.message({ bookingId }, 'attendee'))).toMatchObject({
      ok: true,
      value: { booking: { status: 'confirmed' } },
    });
    await set.first.onClashes(toCloudEvent(clash(bookingId, 8, [])));
    expect(recordedIn(set, bookingId)).toMatchObject([{ warnsHost: false }]);
  });

  it('add nothing to a booking that waits for nobody, or is unknown', async () => {
    const set = await TestInstances.of({ confirmation: 'instant' });
    const bookingId = await set.place();
    await set.first.onClashes(toCloudEvent(clash(bookingId, 7)));
    await set.first.onClashes(toCloudEvent(clash('bkg_unknown', 8)));
    expect(recordedIn(set, bookingId)).toEqual([]);
  });
});
