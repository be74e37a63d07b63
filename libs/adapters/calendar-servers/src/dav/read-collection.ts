import type { CalendarFailure, CollectionChanges } from '@bookonce/kernel/ports/calendar-servers';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { failureOfStatus, notACalendar } from '../failures.js';
import type { CollectionMemo, ListMemo, SyncMemo } from './collection-memo.js';
import { isCalendar } from './collections.js';
import type { DavConnection } from './dav-connection.js';
import { comparablePath, isSuccess, type ResourceAnswer } from './multistatus.js';
import { names } from './names.js';
import { fetchObjects, listObjects } from './objects.js';
import { propfind, syncCollection } from './queries.js';
import { holds, type XmlName } from './xml.js';

export interface CollectionRead {
  readonly memo: CollectionMemo;
  /** Null if nothing has changed. */
  readonly changes: CollectionChanges | null;
}

type Read = Result<CollectionRead, CalendarFailure>;

/**
 * Reads what has changed in a collection: by its sync token, or by comparing ETags if the server has no tokens. Without a
 * memo, or if the server has forgotten the token, reads all of it.
 */
export const readCollection = async (
  connection: DavConnection,
  href: string,
  memo: CollectionMemo | undefined,
): Promise<Read> => {
  if (memo === undefined) return readWhole(connection, href);
  if (!('token' in memo)) return readByList(connection, href, memo);
  const synced = await readByToken(connection, href, memo);
  return synced.ok || !mayBeForgotten(synced.error) ? synced : readWhole(connection, href);
};

/**
 * Whether the token may be the cause. The standard asks for 403 or 409 with a precondition; there are servers that answer
 * 400, 410 or 500 to a token that they do not know.
 */
const mayBeForgotten = ({ status = 0 }: CalendarFailure): boolean =>
  (status >= 400 && status <= 501 && ![401, 404, 429].includes(status)) || status === 507;

const STATE_PROPERTIES: readonly XmlName[] = [names.resourceType, names.reports, names.collectionTag];

const readWhole = async (connection: DavConnection, href: string): Promise<Read> => {
  const state = await stateOf(connection, href);
  if (!state.ok) return state;
  if (!isCalendar(state.value)) return fail(notACalendar('the address is not that of a calendar'));
  if (holds(state.value.properties.get(names.reports), names.syncCollection)) {
    const synced = await readByToken(connection, href, null);
    if (synced.ok || !mayBeForgotten(synced.error)) return synced;
  }
  return readByList(connection, href, null);
};

const stateOf = async (connection: DavConnection, href: string): Promise<Result<ResourceAnswer, CalendarFailure>> => {
  const body = propfind(STATE_PROPERTIES);
  const answer = await connection.query({ method: 'PROPFIND', url: href, depth: 0, body });
  if (!answer.ok) return answer;
  const [state] = answer.value.answers;
  if (state === undefined) return fail(notACalendar('the address does not answer as a CalDAV server does'));
  return isSuccess(state.status) ? ok(state) : fail(failureOfStatus({ status: state.status, headers: {} }));
};

const readByToken = async (connection: DavConnection, href: string, memo: SyncMemo | null): Promise<Read> => {
  const seen = await changesSince(connection, href, memo?.token ?? '');
  if (!seen.ok) return seen;
  const { changed, removed, token } = seen.value;
  const gone = new Set(removed);
  const wanted = new Set([...changed, ...(memo?.unreadable ?? []).filter((one) => !gone.has(one))]);
  const fetched = await fetchObjects(connection, href, [...wanted]);
  if (!fetched.ok) return fetched;
  const { objects, unreadable } = fetched.value;
  const isWhole = memo === null;
  const isUnchanged =
    !isWhole && changed.length === 0 && removed.length === 0 && sameTexts(unreadable, memo.unreadable);
  return ok({
    memo: { token, unreadable },
    changes: isUnchanged ? null : { href, isWhole, objects, removed: isWhole ? [] : removed, unreadable },
  });
};

interface Seen {
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly token: string;
}

/** A server that answers with a part says so by the status 507 of the collection. The rest follows the part's token. */
const MOST_PARTS = 200;

const changesSince = async (
  connection: DavConnection,
  href: string,
  since: string,
): Promise<Result<Seen, CalendarFailure>> => {
  // By address, because a later part may take back what an earlier one has said.
  const isThere = new Map<string, boolean>();
  let token = since;
  for (let part = 0; part < MOST_PARTS; part += 1) {
    // Depth 0, as the standard asks; the report's own level says how deep it goes.
    const answer = await connection.query({ method: 'REPORT', url: href, depth: 0, body: syncCollection(token) });
    if (!answer.ok) return answer;
    const { answers, syncToken, url } = answer.value;
    if (syncToken === null) return fail(failureOfStatus({ status: 507, headers: {} }));
    const own = comparablePath(url);
    let isPart = false;
    for (const one of answers) {
      if (comparablePath(one.href) === own) isPart ||= one.status === 507;
      // Collections in the collection are not read.
      else if (!one.href.endsWith('/')) isThere.set(one.href, one.status !== 404 && one.status !== 410);
    }
    const isStuck = token === syncToken;
    token = syncToken;
    if (!isPart) {
      const hrefs = [...isThere.keys()];
      const changed = hrefs.filter((one) => isThere.get(one) === true);
      return ok({ changed, removed: hrefs.filter((one) => isThere.get(one) === false), token });
    }
    if (isStuck) break;
  }
  return fail(failureOfStatus({ status: 507, headers: {} }));
};

const readByList = async (connection: DavConnection, href: string, memo: ListMemo | null): Promise<Read> => {
  const state = await stateOf(connection, href);
  if (!state.ok) return state;
  // Read before the list: a change in between is then found by the next read.
  const tag = state.value.properties.get(names.collectionTag)?.text.trim() ?? null;
  if (memo !== null && tag !== null && tag === memo.tag && memo.unreadable.length === 0)
    return ok({ memo, changes: null });
  const listed = await listObjects(connection, href);
  if (!listed.ok) return listed;
  const before = memo?.etags ?? {};
  const wanted = [...listed.value].flatMap(([one, etag]) => (etag !== '' && before[one] === etag ? [] : [one]));
  const fetched = await fetchObjects(connection, href, wanted);
  if (!fetched.ok) return fetched;
  const { objects, unreadable } = fetched.value;
  const isMissing = new Set(wanted);
  for (const object of objects) isMissing.delete(object.href);
  const etags = Object.fromEntries([...listed.value].filter(([one]) => !isMissing.has(one)));
  const known = [...Object.keys(before), ...(memo?.unreadable ?? [])];
  const removed = known.filter((one) => !(one in etags) && !unreadable.includes(one));
  const isWhole = memo === null;
  const isUnchanged = !isWhole && objects.length + removed.length === 0 && sameTexts(unreadable, memo.unreadable);
  return ok({
    memo: { tag, etags, unreadable },
    changes: isUnchanged ? null : { href, isWhole, objects, removed, unreadable },
  });
};

const sameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text) => other.includes(text));
