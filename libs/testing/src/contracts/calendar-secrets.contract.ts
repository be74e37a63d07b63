import type { CalendarSecrets } from '@bookonce/kernel/ports/calendar-secrets';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

/** The contract of every {@link CalendarSecrets} adapter. */
export const describeCalendarSecrets = (name: string, open: Open<CalendarSecrets>): void => {
  describe(`calendar secrets: ${name}`, () => {
    let opened: Opened<CalendarSecrets>;
    let port: CalendarSecrets;

    beforeEach(async () => {
      opened = await open();
      ({ port } = opened);
    });
    afterEach(() => opened.cleanUp?.());

    it('are kept by calendar', async () => {
      await port.put('cal_1', 'sealed one');
      await port.put('cal_2', 'sealed two');
      expect(await port.get('cal_1')).toBe('sealed one');
      expect(await port.get('cal_2')).toBe('sealed two');
      expect(await port.get('cal_3')).toBeNull();
    });

    it('are replaced', async () => {
      await port.put('cal_1', 'before');
      await port.put('cal_1', 'after');
      expect(await port.get('cal_1')).toBe('after');
    });

    it('are forgotten, however often that is asked for', async () => {
      await port.put('cal_1', 'sealed');
      await port.put('cal_2', 'sealed');
      await port.forget('cal_1');
      await port.forget('cal_1');
      expect(await port.get('cal_1')).toBeNull();
      expect(await port.get('cal_2')).toBe('sealed');
    });

    it('outlive a restart', async () => {
      if (opened.reopen === undefined) return;
      await port.put('cal_1', 'sealed');
      expect(await (await opened.reopen()).get('cal_1')).toBe('sealed');
    });
  });
};
