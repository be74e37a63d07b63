import type { WrittenEvent, WrittenEvents } from '@bookonce/kernel/ports/written-events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

const event = (calendarId: string, bookingId: string, more: Partial<WrittenEvent> = {}): WrittenEvent => ({
  calendarId,
  bookingId,
  collection: 'https://cloud.example.com/ada/',
  href: null,
  etag: null,
  expected: [],
  sequence: null,
  end: '2026-03-02T10:00:00.000Z',
  hostChange: null,
  failure: null,
  ...more,
});

const written: Partial<WrittenEvent> = {
  href: 'https://cloud.example.com/ada/bkg_1.ics',
  etag: '"ü"',
  expected: [{ start: '2026-03-03T09:00:00.000Z', end: '2026-03-03T10:00:00.000Z' }],
  sequence: 2,
  end: '2026-03-03T10:00:00.000Z',
  hostChange: { kind: 'moved', start: '2026-03-04T09:00:00.000Z', end: '2026-03-04T10:00:00.000Z' },
  failure: 'The calendar is read-only.',
};

/** The contract of every {@link WrittenEvents} adapter. */
export const describeWrittenEvents = (name: string, open: Open<WrittenEvents>): void => {
  describe(`written events: ${name}`, () => {
    let opened: Opened<WrittenEvents>;
    let port: WrittenEvents;

    beforeEach(async () => {
      opened = await open();
      ({ port } = opened);
    });
    afterEach(() => opened.cleanUp?.());

    it('are added once for each calendar and booking', async () => {
      await port.add(event('cal_1', 'bkg_1'));
      await port.add(event('cal_2', 'bkg_1'));
      await port.add(event('cal_1', 'bkg_1', written));
      expect(await port.get('cal_1', 'bkg_1')).toEqual(event('cal_1', 'bkg_1'));
      expect(await port.get('cal_1', 'bkg_2')).toBeNull();
      expect(await port.ofBooking('bkg_1')).toEqual([event('cal_1', 'bkg_1'), event('cal_2', 'bkg_1')]);
    });

    it('are updated, unless they were removed', async () => {
      await port.add(event('cal_1', 'bkg_1'));
      expect(await port.update(event('cal_1', 'bkg_1', written))).toBe(true);
      expect(await port.get('cal_1', 'bkg_1')).toEqual(event('cal_1', 'bkg_1', written));
      await port.remove('cal_1', 'bkg_1');
      await port.remove('cal_1', 'bkg_1');
      expect(await port.update(event('cal_1', 'bkg_1', written))).toBe(false);
      expect(await port.get('cal_1', 'bkg_1')).toBeNull();
    });

    it('are listed by calendar and end, without those that are over', async () => {
      await port.add(event('cal_1', 'bkg_2', written));
      await port.add(event('cal_1', 'bkg_1'));
      await port.add(event('cal_2', 'bkg_3'));
      const idsAfter = async (after: string) =>
        (await port.ofCalendar('cal_1', after)).map(({ bookingId }) => bookingId);
      expect(await idsAfter('2026-03-01T00:00:00.000Z')).toEqual(['bkg_1', 'bkg_2']);
      expect(await idsAfter('2026-03-02T10:00:00.000Z')).toEqual(['bkg_2']);
      await port.update(event('cal_1', 'bkg_1', { end: '2026-03-05T10:00:00.000Z' }));
      expect(await idsAfter('2026-03-02T10:00:00.000Z')).toEqual(['bkg_2', 'bkg_1']);
    });

    it('are forgotten with their calendar', async () => {
      await port.add(event('cal_1', 'bkg_1'));
      await port.add(event('cal_1', 'bkg_2'));
      await port.add(event('cal_2', 'bkg_1'));
      await port.forget('cal_1');
      await port.forget('cal_1');
      expect(await port.ofCalendar('cal_1', '2026-01-01T00:00:00.000Z')).toEqual([]);
      expect(await port.ofBooking('bkg_1')).toEqual([event('cal_2', 'bkg_1')]);
    });

    it('outlive a restart', async () => {
      if (opened.reopen === undefined) return;
      await port.add(event('cal_1', 'bkg_1', written));
      expect(await (await opened.reopen()).get('cal_1', 'bkg_1')).toEqual(event('cal_1', 'bkg_1', written));
    });
  });
};
