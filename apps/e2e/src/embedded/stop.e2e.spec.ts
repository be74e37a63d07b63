import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import { storedEvents, violationsIn } from '@bookonce/testing/harness/stored-history';
import {
  midnightAfter,
  tokenOf,
  WorkspaceClient,
  type BookingOutcome,
} from '@bookonce/testing/harness/workspace-client';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const LINKS = 60;
const STOP_WITHIN_MS = 3_000;
const FROM = midnightAfter(2);
const TO = midnightAfter(4);
const REQUEST = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n';

describe('a stop by SIGTERM', () => {
  let app: StandaloneApp;
  let api: WorkspaceClient;
  let sockets: Socket[];

  beforeEach(async () => {
    app = await StandaloneApp.start();
    api = await WorkspaceClient.of(app);
    sockets = [];
  });

  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    api?.close();
    await app?.dispose();
  });

  /** Opens a connection and leaves it open after sending this text, which may be empty or half a request. */
  const open = async (sent: string): Promise<Socket> => {
    const socket = connect(app.port, '127.0.0.1');
    sockets.push(socket);
    // The server closes some of these connections, possibly with a reset.
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    if (sent !== '') socket.write(sent);
    return socket;
  };

  it('answers requests in flight, closes idle connections and exits with 0 within 3 s without losing an answered booking (I7)', async () => {
    const type = await api.createMeetingType([await api.createHost()], { durationMinutes: 5 });
    const starts = (await api.slotsOfType(type, FROM, TO)).map(({ start }) => start);
    const links = await api.createLinks(type, LINKS);
    const answered = await Promise.all(Array.from({ length: 20 }, () => open(`${REQUEST}\r\n`)));
    await Promise.all(answered.map((socket) => once(socket, 'data')));
    // Opens the connections that the bookings use.
    await Promise.all(links.map((link) => api.view(link)));

    const begun = Promise.withResolvers<void>();
    const attempts = links.map(async (link, index) => {
      const headers = { 'idempotency-key': `stop/${index}` };
      const attempt = await api.book(link, starts[index] ?? 'none', { headers }).catch(() => null);
      if (attempt !== null) begun.resolve();
      return { link, index, attempt };
    });
    await begun.promise;
    const stopped = await app.stop();
    expect(stopped?.code).toBe(0);
    expect(stopped?.tookMs).toBeLessThan(STOP_WITHIN_MS);
    const known = await Promise.all(attempts);

    await app.restart();
    for (const { link, index, attempt } of known) await expectKept(link, starts[index] ?? 'none', index, attempt);
    await eventually(() => expect(violationsIn(storedEvents(app.dataDir))).toEqual([]));
  });

  /** A booking that was answered 201 still stands. An unanswered one is retried with the same key and booked once. */
  const expectKept = async (
    link: LinkAnswer,
    start: string,
    index: number,
    first: BookingOutcome | null,
  ): Promise<void> => {
    const headers = { 'idempotency-key': `stop/${index}` };
    const attempt = first ?? (await api.book(link, start, { headers }));
    expect([index, attempt.status, attempt.booking?.start]).toEqual([index, 201, start]);
    const shown = await api.visitor.send(`/v1/public/bookings/${tokenOf(attempt.booking?.manageUrl ?? 'http://none')}`);
    expect([shown.status, JSON.parse(shown.text)]).toMatchObject([
      200,
      { id: attempt.booking?.id, status: 'confirmed' },
    ]);
    expect((await api.view(link)).status).toBe(410);
  };

  it('is not delayed by silent connections or half-sent requests', async () => {
    await open('');
    await open(REQUEST);
    await open(
      'POST /v1/links HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    );
    // Answered after the other connections opened, so the server has accepted them.
    await once(await open(`${REQUEST}\r\n`), 'data');
    const stopped = await app.stop();
    expect(stopped?.code).toBe(0);
    expect(stopped?.tookMs).toBeLessThan(STOP_WITHIN_MS);
  });
});
