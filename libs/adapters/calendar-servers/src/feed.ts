import { decodeCalendar } from '@bookonce/adapter-icalendar/decode-calendar';
import { fingerprintOf } from '@bookonce/adapter-icalendar/fingerprint';
import {
  FEED_HREF,
  type CalendarFailure,
  type CalendarMemo,
  type CalendarRead,
  type FeedAccess,
} from '@bookonce/kernel/ports/calendar-servers';
import type { OutgoingRequests } from '@bookonce/kernel/ports/outgoing-requests';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { hash } from 'node:crypto';
import { failureOf, failureOfStatus, notACalendar } from './failures.js';

interface FeedMemo {
  /** Tells addresses apart: what one has said means nothing for another. */
  readonly address: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Of the text without its time stamps. */
  readonly fingerprint: string;
}

/** Fetches a feed, unless it says that nothing has changed since the memo. */
export const readFeed = async (
  requests: Pick<OutgoingRequests, 'send'>,
  { url }: FeedAccess,
  since: CalendarMemo | null,
  withinMs: number,
): Promise<Result<CalendarRead, CalendarFailure>> => {
  const address = hash('sha256', url, 'base64url');
  const memo = memoOf(since, address);
  const headers = { accept: 'text/calendar, */*;q=0.1', ...conditionsOf(memo) };
  const sent = await requests.send({ method: 'GET', url, headers, withinMs });
  if (!sent.ok) return fail(failureOf(sent.error));
  const response = sent.value;
  if (response.status === 304 && memo !== null) return ok({ kind: 'unchanged', memo: { ...memo } });
  if (response.status !== 200) return fail(failureOfStatus(response));
  const text = decodeCalendar(response.body, response.headers['content-type']);
  if (!/BEGIN:VCALENDAR/i.test(text.slice(0, EDGE))) return fail(notACalendar('the address leads to no calendar file'));
  // Half a calendar would free the hours of the events that are missing.
  if (!/END:VCALENDAR/i.test(text.slice(-EDGE))) {
    return fail({ kind: 'unreachable', status: 200, reason: 'the answer ends in the middle of the calendar' });
  }
  const seen: FeedMemo = {
    address,
    etag: response.headers['etag'] ?? null,
    lastModified: response.headers['last-modified'] ?? null,
    fingerprint: fingerprintOf(text),
  };
  if (memo?.fingerprint === seen.fingerprint) return ok({ kind: 'unchanged', memo: { ...seen } });
  const object = { href: FEED_HREF, etag: seen.etag, text };
  const whole = { href: FEED_HREF, isWhole: true, objects: [object], removed: [], unreadable: [] };
  return ok({ kind: 'changed', memo: { ...seen }, collections: [whole] });
};

/** Where the first and the last line of a calendar are looked for, in characters. */
const EDGE = 1_000;

const conditionsOf = (memo: FeedMemo | null): Readonly<Record<string, string>> => {
  if (memo === null) return {};
  if (memo.etag !== null) return { 'if-none-match': memo.etag };
  return memo.lastModified === null ? {} : { 'if-modified-since': memo.lastModified };
};

/** Reads a stored memo. One of another address or form counts as none. */
const memoOf = (memo: CalendarMemo | null, address: string): FeedMemo | null => {
  if (memo === null || typeof memo !== 'object' || !('fingerprint' in memo)) return null;
  const { etag = null, lastModified = null, fingerprint } = memo;
  const isKnown = memo['address'] === address && typeof fingerprint === 'string';
  if (!isKnown || !isTextOrNull(etag) || !isTextOrNull(lastModified)) return null;
  return { address, etag, lastModified, fingerprint };
};

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';
