import type { CalendarFailure, CalendarObject } from '@bookonce/kernel/ports/calendar-servers';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { failureOfStatus } from '../failures.js';
import { inParallel } from '../in-parallel.js';
import type { DavConnection } from './dav-connection.js';
import { comparablePath, isSuccess, type ResourceAnswer } from './multistatus.js';
import { names } from './names.js';
import { calendarMultiget, propfind } from './queries.js';
import { holds } from './xml.js';

export interface FetchedObjects {
  readonly objects: readonly CalendarObject[];
  /** Addresses of objects that the server fails to hand out. Objects that are gone are in neither list. */
  readonly unreadable: readonly string[];
}

/** Objects in one request. With more of them, an answer would come near the limit of the guard. */
const BATCH = 200;
const AT_ONCE = 2;

/** Fetches objects of a collection by their addresses. */
export const fetchObjects = async (
  connection: DavConnection,
  collection: string,
  hrefs: readonly string[],
): Promise<Result<FetchedObjects, CalendarFailure>> => {
  let failure: CalendarFailure | undefined;
  const fetched = await inParallel([...inBatches(hrefs, BATCH)], AT_ONCE, async (batch) => {
    // The rest would be in vain.
    if (failure !== undefined) return nothing;
    const one = await fetchBatch(connection, collection, batch);
    if (one.ok) return one.value;
    failure = one.error;
    return nothing;
  });
  if (failure !== undefined) return fail(failure);
  return ok(joined(fetched));
};

const nothing: FetchedObjects = { objects: [], unreadable: [] };

const joined = (parts: readonly FetchedObjects[]): FetchedObjects => ({
  objects: parts.flatMap(({ objects }) => objects),
  unreadable: parts.flatMap(({ unreadable }) => unreadable),
});

function* inBatches(hrefs: readonly string[], size: number): Iterable<readonly string[]> {
  for (let start = 0; start < hrefs.length; start += size) yield hrefs.slice(start, start + size);
}

const fetchBatch = async (
  connection: DavConnection,
  collection: string,
  hrefs: readonly string[],
): Promise<Result<FetchedObjects, CalendarFailure>> => {
  const body = calendarMultiget(hrefs.map((href) => new URL(href).pathname));
  const answer = await connection.query({ method: 'REPORT', url: collection, depth: 1, body });
  if (!answer.ok && answer.error.kind === 'tooLarge' && hrefs.length > 1) {
    const parts: FetchedObjects[] = [];
    for (const part of inBatches(hrefs, Math.ceil(hrefs.length / 4))) {
      const one = await fetchBatch(connection, collection, part);
      if (!one.ok) return one;
      parts.push(one.value);
    }
    return ok(joined(parts));
  }
  if (!answer.ok) return answer;
  const byPath = new Map(answer.value.answers.map((one) => [comparablePath(one.href), one]));
  const objects: CalendarObject[] = [];
  const unreadable: string[] = [];
  for (const href of hrefs) {
    const found = byPath.get(comparablePath(href));
    if (found?.status === 404 || found?.status === 410) continue;
    const object = found === undefined ? null : objectIn(found, href);
    if (object === null) unreadable.push(href);
    else objects.push(object);
  }
  return ok({ objects, unreadable });
};

/** The object in an answer; null if it has none that looks like a calendar. */
export const objectIn = ({ status, properties }: ResourceAnswer, href: string): CalendarObject | null => {
  const text = properties.get(names.calendarData)?.text ?? '';
  if (!isSuccess(status) || !/BEGIN:VCALENDAR/i.test(text)) return null;
  return { href, etag: properties.get(names.etag)?.text.trim() || null, text };
};

/** Lists a collection: the address of each object, with its ETag, or '' if the server tells none. */
export const listObjects = async (
  connection: DavConnection,
  collection: string,
): Promise<Result<ReadonlyMap<string, string>, CalendarFailure>> => {
  const body = propfind([names.resourceType, names.etag]);
  const answer = await connection.query({ method: 'PROPFIND', url: collection, depth: 1, body });
  if (!answer.ok) return answer;
  const { answers, url } = answer.value;
  const [only] = answers;
  if (answers.length === 1 && only !== undefined && !isSuccess(only.status)) {
    return fail(failureOfStatus({ status: only.status, headers: {} }));
  }
  const own = comparablePath(url);
  return ok(
    new Map(
      answers.flatMap((one): [string, string][] => {
        const isObject = !holdsOthers(one) && comparablePath(one.href) !== own && isSuccess(one.status);
        return isObject ? [[one.href, one.properties.get(names.etag)?.text.trim() ?? '']] : [];
      }),
    ),
  );
};

const holdsOthers = ({ properties }: ResourceAnswer): boolean =>
  holds(properties.get(names.resourceType), names.collection);
