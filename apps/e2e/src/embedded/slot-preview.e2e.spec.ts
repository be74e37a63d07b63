import { describe, expect, it } from '@jest/globals';
import type { ProblemAnswer, SlotAnswer } from '@bookonce/testing/harness/api-shapes';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { startsOf } from '@bookonce/testing/harness/api-shapes';
import { storedEvents } from '@bookonce/testing/harness/stored-history';
import { midnightAfter, ROUND_THE_CLOCK } from '@bookonce/testing/harness/workspace-client';

const FROM = midnightAfter(3);
const TO = midnightAfter(4);
const rules = {
  durationMinutes: 60,
  slotIntervalMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  bookingWindow: { type: 'rolling', days: 60 },
};
const morning = { ...ROUND_THE_CLOCK, weekly: [{ ...ROUND_THE_CLOCK.weekly[0], from: '08:00', to: '10:00' }] };

describe('the slot preview', () => {
  const { app, api } = servedProduct();
  const preview = async (question: object): Promise<readonly string[]> => {
    const body = { ...rules, from: FROM, to: TO, ...question };
    return startsOf((await api.expect<{ slots: SlotAnswer[] }>(200, '/v1/slot-previews', { body })).slots);
  };

  it('shows slots for unsaved settings and stores nothing', async () => {
    const host = await api.createHost();
    const type = await api.createMeetingType([host], { durationMinutes: 60 });
    await api.book(await api.createLink(type), FROM);
    const before = storedEvents(app.dataDir).length;
    const hours = await preview({ hostIds: [host], meetingTypeId: type });
    expect(hours).toEqual(startsOf(await api.slotsOfType(type, FROM, TO)));
    expect(hours).toHaveLength(23);
    expect(await preview({ hostIds: [host], meetingTypeId: type, maxPerDay: 1 })).toEqual([]);
    expect(await preview({ hostIds: [host], durationMinutes: 240, slotIntervalMinutes: 240 })).toHaveLength(5);
    expect(storedEvents(app.dataDir)).toHaveLength(before);
  });

  it("shows slots for unsaved hours, taking the host's bookings into account", async () => {
    const host = await api.createHost();
    const type = await api.createMeetingType([host], { durationMinutes: 60 });
    const eight = FROM.replace('T00', 'T08');
    const nine = FROM.replace('T00', 'T09');
    expect(await preview({ hours: { schedule: morning } })).toEqual([eight, nine]);
    await api.book(await api.createLink(type), eight);
    expect(await preview({ hours: { hostId: host, schedule: morning } })).toEqual([nine]);
    const day = FROM.slice(0, 10);
    expect(await preview({ hours: { schedule: morning, timeOff: [{ from: day, to: day }] } })).toEqual([]);
  });

  it.each([
    ['neither hosts nor hours', {}, 'hostIds'],
    ['hosts and hours', { hostIds: ['hst_x'], hours: { schedule: morning } }, 'hostIds'],
    ['unknown hosts', { hostIds: ['hst_x'] }, 'hostIds'],
    ['hours of an unknown host', { hours: { hostId: 'hst_x', schedule: morning } }, 'hours.hostId'],
    ['a window of a year', { hours: { schedule: morning }, to: midnightAfter(365) }, 'to'],
  ])('rejects %s', async (_what, question, path) => {
    const answer = await api.host.send('/v1/slot-previews', { body: { ...rules, from: FROM, to: TO, ...question } });
    expect(answer.status).toBe(422);
    expect(jsonOf<ProblemAnswer>(answer).errors?.map((error) => error.path)).toEqual([path]);
  });
});
