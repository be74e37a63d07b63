import { recorded } from '@bookonce/contracts/event-catalogue';
import { holidaysSourceId } from '@bookonce/contracts/values/busy-source';
import { describe, expect, it } from '@jest/globals';
import { HOST } from '../fixtures/test-calendars.js';
import { TestHolidays } from '../fixtures/test-holidays.js';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** In Berlin. */
const CHRISTMAS = { start: '2026-12-24T23:00:00.000Z', end: '2026-12-25T23:00:00.000Z' };
const EPIPHANY = { start: '2027-01-05T23:00:00.000Z', end: '2027-01-06T23:00:00.000Z' };

const withHost = async (timeZone?: string) => {
  const holidays = new TestHolidays();
  await holidays.addHost(HOST, timeZone);
  return holidays;
};

const last = ({ busySources }: TestHolidays) => busySources.changes.at(-1)?.intervals;

describe('holidays of a host', () => {
  it('make the host busy, as a source of their own', async () => {
    const holidays = await withHost();
    const reply = await holidays.set({ region: 'BY' });
    expect(reply).toMatchObject({
      ok: true,
      value: {
        holidays: {
          settings: { country: 'DE', region: 'BY', off: [] },
          days: [
            { date: '2026-12-25', name: 'Christmas Day', isOff: false },
            { date: '2027-01-06', name: 'Epiphany', isOff: false },
          ],
        },
      },
    });
    const source = { type: 'holidays', id: holidaysSourceId(HOST), name: 'DE, BY' };
    expect(holidays.busySources.changes).toMatchObject([
      { source: { hostId: HOST, workspaceId: 'wsp_1', source }, intervals: [CHRISTMAS, EPIPHANY] },
    ]);
    expect(holidays.holidayEvents).toEqual(['HolidaysChosen']);
    const { payload, context } = holidays.message({ calendarIds: [holidaysSourceId(HOST)] });
    const read = await holidays.service.lastReads({ payload, context });
    expect(read).toMatchObject({ value: { readAt: { [holidaysSourceId(HOST)]: '2026-03-02T08:00:00.000Z' } } });
  });

  it('are switched off day by day, and shown as off, in the language asked for', async () => {
    const holidays = await withHost();
    await holidays.set({ region: 'BY' });
    await holidays.set({ region: 'BY', off: ['2026-12-25'] });
    expect(last(holidays)).toEqual([EPIPHANY]);
    expect(await holidays.find(HOST, 'de')).toMatchObject({
      value: { holidays: { days: [{ name: 'Advent', isOff: true }, { isOff: false }] } },
    });
    await holidays.set({ region: 'BY' });
    expect(last(holidays)).toEqual([CHRISTMAS, EPIPHANY]);
  });

  it('cannot be switched off on other days: the answer names them', async () => {
    const holidays = await withHost();
    const refused = await holidays.set({ region: 'BY', off: ['2026-12-25', '2027-01-07', '2026-01-07'] });
    expect(refused).toMatchObject({
      ok: false,
      error: {
        kind: 'invalid',
        errors: [
          { path: 'off.1', kind: 'notHolidays', message: expect.stringMatching(/^2027-01-07 .* before 2027-04-0/) },
        ],
      },
    });
    expect(holidays.holidayEvents).toEqual([]);
  });

  it('change with the country, end, and can be chosen again', async () => {
    const holidays = await withHost();
    await holidays.set({ region: 'BY' });
    await holidays.set({ country: 'FR' });
    expect(last(holidays)?.map(({ start }) => start)).toEqual([CHRISTMAS.start, '2026-12-31T23:00:00.000Z']);
    const ended = await holidays.set(null);
    expect(ended).toMatchObject({ value: { holidays: { settings: null, days: [] } } });
    expect(last(holidays)).toEqual([]);
    expect((await holidays.polls.states([holidaysSourceId(HOST)])).size).toBe(0);
    await holidays.set({});
    expect(last(holidays)).toEqual([CHRISTMAS]);
    expect(holidays.holidayEvents).toEqual(['HolidaysChosen', 'HolidaysChosen', 'HolidaysEnded', 'HolidaysChosen']);
  });

  it('are refused for an unknown country or region, and leave what there was', async () => {
    const holidays = await withHost();
    await holidays.set({ region: 'BY' });
    const refused = async (settings: object) => {
      const reply = await holidays.set(settings);
      return reply.ok || reply.error.kind !== 'invalid' ? null : reply.error.errors;
    };
    expect(await refused({ country: 'XX' })).toMatchObject([{ path: 'country', kind: 'countryUnknown' }]);
    expect(await refused({ region: 'QQ' })).toMatchObject([{ path: 'region', message: 'must be one of BY' }]);
    expect(await refused({ country: 'FR', region: 'BY' })).toMatchObject([
      { path: 'region', message: 'must be left out: the country has no regions' },
    ]);
    await holidays.pollHolidays();
    expect(last(holidays)).toEqual([CHRISTMAS, EPIPHANY]);
    expect(await holidays.find()).toMatchObject({ value: { holidays: { settings: { region: 'BY' } } } });
  });

  it('are those of hosts of the workspace (I19)', async () => {
    const holidays = await withHost();
    const message = holidays.message({ hostId: HOST, settings: null, language: 'en' as const });
    const others = { ...message, context: { ...message.context, workspaceId: 'wsp_2' } };
    const unknown = { ok: false, error: { kind: 'hostUnknown' } };
    expect(await holidays.holidays.set(others)).toEqual(unknown);
    expect(await holidays.holidays.find(others)).toEqual(unknown);
    expect(await holidays.set({}, 'hst_2')).toEqual(unknown);
  });

  it('take one event however often a command is repeated', async () => {
    const holidays = await withHost();
    await holidays.set({});
    await holidays.set({});
    expect(holidays.holidayEvents).toEqual(['HolidaysChosen']);
    expect(holidays.busySources.changes).toHaveLength(1);
  });
});

describe('polled holidays', () => {
  it('roll on with the horizon, and are sent only if something has changed', async () => {
    const holidays = await withHost();
    await holidays.set({ region: 'BY' });
    expect(await holidays.pollHolidays(HOUR - 1)).toBe(0);
    expect(await holidays.pollHolidays(1)).toBe(1);
    expect(holidays.busySources.changes).toHaveLength(1);
    expect(holidays.publicHolidays.asked).toBe(2);
    holidays.ports.clock.set(Date.parse('2026-12-01T08:00:00.000Z'));
    await holidays.pollHolidays(HOUR);
    expect(last(holidays)?.map(({ start }) => start.slice(0, 10))).toEqual([
      '2026-12-24',
      '2027-01-05',
      '2027-12-24',
      '2028-01-05',
    ]);
  });

  it('move with the zone of the host', async () => {
    const holidays = await withHost();
    await holidays.set({});
    const schedule = { timeZone: 'America/New_York', weekly: [] };
    await holidays.store(HOST, { type: 'ScheduleSet', data: { hostId: HOST, schedule } });
    const changed = holidays.ports.store.events.at(-1);
    if (changed === undefined) throw new Error('nothing is stored');
    await holidays.follow.onHost(recorded(changed));
    expect(await holidays.pollHolidays()).toBe(1);
    expect(last(holidays)).toEqual([{ start: '2026-12-25T05:00:00.000Z', end: '2026-12-26T05:00:00.000Z' }]);
  });

  it('make up for a busy time that was not sent, once the event is delivered', async () => {
    const holidays = await withHost();
    await holidays.set({});
    holidays.busySources.fails = new Error('no reply');
    await expect(holidays.set({ country: 'FR' })).rejects.toThrow('no reply');
    holidays.busySources.fails = null;
    await holidays.deliver();
    // The lease of the one that died runs out.
    expect(await holidays.pollHolidays()).toBe(0);
    expect(await holidays.pollHolidays(2 * 60_000)).toBe(1);
    expect(last(holidays)).toHaveLength(2);
  });

  it('make up for an end that was not sent', async () => {
    const holidays = await withHost();
    await holidays.set({});
    holidays.busySources.fails = new Error('no reply');
    await expect(holidays.set(null)).rejects.toThrow('no reply');
    holidays.busySources.fails = null;
    await holidays.deliver();
    await holidays.pollHolidays(2 * 60_000);
    expect(last(holidays)).toEqual([]);
    expect(await holidays.pollHolidays(DAY)).toBe(0);
  });

  it('keep the busy times while the days cannot be found, and try again soon', async () => {
    const holidays = await withHost();
    await holidays.set({});
    holidays.publicHolidays.fails = new Error('the thread is lost');
    holidays.ports.clock.set(Date.parse('2027-06-01T08:00:00.000Z'));
    await holidays.pollHolidays(HOUR);
    expect(holidays.errors).toEqual([holidays.publicHolidays.fails]);
    expect(last(holidays)).toEqual([CHRISTMAS]);
    holidays.publicHolidays.fails = null;
    expect(await holidays.pollHolidays(60_000)).toBe(1);
    expect(last(holidays)?.map(({ start }) => start.slice(0, 10))).toEqual(['2027-12-24']);
  });
});
