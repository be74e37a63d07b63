import type { BookingAnswer, ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { SeededRandom, seedFrom } from '@bookonce/testing/harness/seeded-random';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { midnightAfter } from '@bookonce/testing/harness/workspace-client';
import { describeWithProgram } from '@bookonce/testing/servers/describe-on-server';
import { expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { HostCalendar, startAccount } from './fixtures/host-calendar.js';

const ROUNDS = 5;
const BOOKINGS_A_ROUND = 8;
/** Deliveries that were in flight are claimed for two minutes. */
const PATIENCE = { withinMs: 180_000, everyMs: 500 };

const FROM = midnightAfter(5);
const hoursAfter = (hours: number): string => new Date(Date.parse(FROM) + hours * 3_600_000).toISOString();
const stampOf = (instant: string): string => instant.replace(/[-:]|\.000/g, '');

const describeCrashes = (): void => {
  const { app, api } = servedProduct({ env: { ALLOW_PRIVATE_NETWORK: 'true' } });

  it('writes every booking once, and none twice', async () => {
    const seed = seedFrom('BOOKONCE_CRASH_SEED');
    process.stdout.write(`kill -9 during deliveries: replay with BOOKONCE_CRASH_SEED=${seed}\n`);
    const random = new SeededRandom(seed);
    const account = await startAccount('radicale');
    try {
      const calendar = await HostCalendar.connect(api, account);
      const bookings = async (): Promise<readonly BookingAnswer[]> =>
        (await api.expect<ListAnswer<BookingAnswer>>(200, `/v1/bookings?hostId=${calendar.host}&limit=100`)).items;
      let hour = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const before = (await bookings()).filter(({ status }) => status === 'confirmed');
        const links = await api.createLinks(calendar.type, BOOKINGS_A_ROUND);
        const requests = links.map((link) => api.book(link, hoursAfter((hour += 1))));
        const [toMove, toCancel] = before;
        const more = [
          ...(toMove === undefined
            ? []
            : [api.host.send(`/v1/bookings/${toMove.id}/reschedule`, { body: { start: hoursAfter((hour += 1)) } })]),
          ...(toCancel === undefined ? [] : [api.host.send(`/v1/bookings/${toCancel.id}/cancel`, { body: {} })]),
        ];
        const all = Promise.allSettled([...requests, ...more]);
        await wait(random.between(0, 600));
        await app.kill();
        await all;
        api.close();
        await app.restart();
        await api.connect(app);
      }
      await eventually(async () => {
        const expected = (await bookings())
          .filter(({ status }) => status === 'confirmed')
          .map(({ id, start }) => `${id}@bookonce at ${stampOf(start)}`);
        const texts = [...(await calendar.program.objects(calendar.collection)).values()];
        const written = texts.map((text) => {
          const uid = /^UID:(.*)$/m.exec(text)?.[1]?.trim();
          return `${uid} at ${/^DTSTART:(.*)$/m.exec(text)?.[1]?.trim()}`;
        });
        expect(written.toSorted()).toEqual(expected.toSorted());
        expect((await calendar.status())?.differing).toEqual([]);
        // The rounds prove something only if some bookings were made.
        expect(expected.length).toBeGreaterThan(ROUNDS);
      }, PATIENCE);
    } finally {
      await account.stop();
    }
  }, 400_000);
};

describeWithProgram(
  'radicale',
  'kill -9 while bookings are written to calendars',
  describeCrashes,
  'run tools/calendar-servers/install.sh',
);
