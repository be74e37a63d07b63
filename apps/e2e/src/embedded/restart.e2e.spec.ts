import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BookingAnswer, HistoryAnswer } from '@bookonce/testing/harness/api-shapes';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import { countStoredEvents } from '@bookonce/testing/harness/stored-history';
import { midnightAfter, tokenOf, WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const START = '2026-03-02T08:00:00.000Z';
const daysLater = (days: number): string => new Date(Date.parse(START) + days * 86_400_000).toISOString();
const SLOT = midnightAfter(3, Date.parse(START));

describe('a restart', () => {
  let app: StandaloneApp;
  let api: WorkspaceClient;
  let type: string;

  beforeEach(async () => {
    app = await StandaloneApp.start({ testClock: START });
    api = await WorkspaceClient.of(app);
    type = await api.createMeetingType([await api.createHost()]);
  });

  afterEach(async () => {
    api?.close();
    await app?.dispose();
  });

  it('keeps links, bookings, history and the key, and creates no second demo workspace', async () => {
    const [used, open] = [await api.createLink(type), await api.createLink(type, { note: 'still open' })];
    const { booking } = await api.book(used, SLOT);
    if (booking === null) throw new Error('not booked');
    const history = await api.expect<HistoryAnswer>(200, `/v1/links/${used.id}/history`);
    const firstRun = await app.firstRun();
    const stored = countStoredEvents(app.dataDir);
    await app.restart();
    expect(await app.firstRun()).toEqual(firstRun);
    expect(countStoredEvents(app.dataDir)).toBe(stored);
    expect(await api.getLink(used.id)).toMatchObject({ status: 'consumed', bookingId: booking.id });
    expect(await api.getLink(open.id)).toEqual(open);
    expect(await api.expect(200, `/v1/links/${used.id}/history`)).toEqual(history);
    const managed = await api.visitor.send(`/v1/public/bookings/${tokenOf(booking.manageUrl)}`);
    expect(jsonOf<BookingAnswer>(managed)).toMatchObject({ id: booking.id, status: 'confirmed' });
    const taken = await api.book(open, SLOT);
    expect([taken.status, taken.slug]).toEqual([409, 'slot-taken']);
    expect((await api.book(open, midnightAfter(4, Date.parse(START)))).status).toBe(201);
  });

  it('rebuilds deleted read models from history (I16)', async () => {
    const [used, open] = [await api.createLink(type), await api.createLink(type)];
    const { booking } = await api.book(used, SLOT);
    const shown = () =>
      Promise.all([
        api.getLink(used.id),
        api.getLink(open.id),
        api.expect(200, `/v1/bookings/${booking?.id ?? 'none'}`),
      ]);
    const before = await shown();
    await app.stop();
    const files = (await readdir(app.dataDir)).filter((file) => file.startsWith('read-models.db'));
    expect(files).toContain('read-models.db');
    for (const file of files) await rm(join(app.dataDir, file));
    await app.restart();
    expect(await shown()).toEqual(before);
    expect((await api.book(open, SLOT)).slug).toBe('slot-taken');
    await api.setClock(daysLater(31));
    expect(await api.getLink(open.id)).toMatchObject({ status: 'expired' });
  });

  it('fires an expiry that was set before the restart', async () => {
    const link = await api.createLink(type);
    await app.restart();
    await api.setClock(daysLater(31));
    expect(await api.getLink(link.id)).toMatchObject({ status: 'expired' });
  });

  it('fires an expiry that became due while stopped', async () => {
    const [link, later] = [await api.createLink(type), await api.createLink(type, { expiresInDays: 60 })];
    await app.restart({ testClock: daysLater(31) });
    // Setting the test clock to its current time waits for timers that are due.
    await api.setClock(daysLater(31));
    expect(await api.getLink(link.id)).toMatchObject({ status: 'expired' });
    expect((await api.view(link)).status).toBe(410);
    expect((await api.view(later)).status).toBe(200);
  });

  it('repeats the answer to a booking from before the restart', async () => {
    const link = await api.createLink(type);
    const headers = { 'idempotency-key': 'one-booking-over-a-restart' };
    const first = await api.book(link, SLOT, { headers });
    await app.kill();
    await app.restart();
    const second = await api.book(link, SLOT, { headers });
    expect([second.status, second.answer.text]).toEqual([201, first.answer.text]);
  });
});

describe('the test clock', () => {
  it('is refused in production', async () => {
    await expect(
      StandaloneApp.start({ testClock: START, env: { NODE_ENV: 'production' } }).then((app) => app.dispose()),
    ).rejects.toThrow(/ended with [1-9]/);
  });
});
