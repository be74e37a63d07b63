import type { CalendarFailure, CalendarObject } from '@bookonce/kernel/ports/calendar-servers';
import { ok, type Result } from '@bookonce/kernel/result';
import type { DavConnection } from './dav-connection.js';
import { fetchObjects, listObjects, objectIn } from './objects.js';
import { calendarQueryByUid } from './queries.js';
import { hasUid, objectHref } from './uid.js';

type Found = Result<CalendarObject | null, CalendarFailure>;

/**
 * Finds the object of a UID: under the address that this product would give it, then by the server's search. If the server
 * cannot search, or if `isThere` is known for certain, all objects are read in the end.
 */
export const findObject = async (
  connection: DavConnection,
  collection: string,
  uid: string,
  isThere = false,
): Promise<Found> => {
  const direct = await fetchObject(connection, collection, objectHref(collection, uid));
  if (!direct.ok && !isUnsupported(direct.error)) return direct;
  if (direct.ok && direct.value !== null && hasUid(direct.value.text, uid)) return direct;
  const searched = await search(connection, collection, uid);
  if (searched.ok ? searched.value !== null || !isThere : !isUnsupported(searched.error)) return searched;
  return scan(connection, collection, uid);
};

/** Reads one object; null if it is gone, or cannot be read. */
export const fetchObject = async (connection: DavConnection, collection: string, href: string): Promise<Found> => {
  const fetched = await fetchObjects(connection, collection, [href]);
  return fetched.ok ? ok(fetched.value.objects[0] ?? null) : fetched;
};

const isUnsupported = ({ status = 0 }: CalendarFailure): boolean =>
  [400, 403, 405, 415, 422, 500, 501].includes(status);

const search = async (connection: DavConnection, collection: string, uid: string): Promise<Found> => {
  const body = calendarQueryByUid(uid);
  const answer = await connection.query({ method: 'REPORT', url: collection, depth: 1, body });
  if (!answer.ok) return answer;
  const objects = answer.value.answers.map((one) => objectIn(one, one.href));
  // The server's search finds parts of UIDs as well.
  return ok(objects.find((object) => object !== null && hasUid(object.text, uid)) ?? null);
};

const scan = async (connection: DavConnection, collection: string, uid: string): Promise<Found> => {
  const listed = await listObjects(connection, collection);
  if (!listed.ok) return listed;
  const fetched = await fetchObjects(connection, collection, [...listed.value.keys()]);
  return fetched.ok ? ok(fetched.value.objects.find(({ text }) => hasUid(text, uid)) ?? null) : fetched;
};
