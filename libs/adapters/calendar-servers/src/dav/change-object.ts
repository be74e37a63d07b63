import type {
  CalendarFailure,
  RemoveOutcome,
  RemoveRequest,
  WriteOutcome,
  WriteRequest,
} from '@bookonce/kernel/ports/calendar-servers';
import type { OutgoingResponse } from '@bookonce/kernel/ports/outgoing-requests';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { failureOfStatus } from '../failures.js';
import type { DavConnection, DavRequest } from './dav-connection.js';
import { fetchObject, findObject } from './find-object.js';
import { isSuccess, multistatusOf } from './multistatus.js';
import { names } from './names.js';
import { objectHref } from './uid.js';
import { holds } from './xml.js';

/** The server's answer to a change. */
interface Verdict {
  readonly status: number;
  readonly etag: string | null;
  /** The collection has another object with this UID. */
  readonly isUidConflict: boolean;
}

/** Creates or replaces an object. */
export const writeObject = async (
  connection: DavConnection,
  request: WriteRequest,
): Promise<Result<WriteOutcome, CalendarFailure>> =>
  request.replaces === undefined ? create(connection, request) : replace(connection, request, request.replaces);

const create = async (
  connection: DavConnection,
  { collection, uid, text }: WriteRequest,
): Promise<Result<WriteOutcome, CalendarFailure>> => {
  const href = objectHref(collection, uid);
  const put = await change(connection, { method: 'PUT', url: href, body: text, headers: { 'if-none-match': '*' } });
  if (!put.ok) return put;
  const { status, etag, isUidConflict } = put.value;
  if (isSuccess(status)) return ok({ kind: 'written', href, etag });
  const unclear = failureUnlessRefused(status);
  if (unclear !== null) return fail(unclear);
  // Servers word a conflict of UIDs in many ways, so every refusal is taken for one until the collection says otherwise.
  const found = await findObject(connection, collection, uid, isUidConflict || status === 412);
  if (!found.ok) return found.error.kind === 'notFound' ? ok({ kind: 'gone' }) : found;
  if (found.value !== null) return ok({ kind: 'alreadyThere', object: found.value });
  return ok(refused(status));
};

const replace = async (
  connection: DavConnection,
  { collection, text }: WriteRequest,
  { href, etag: before }: { readonly href: string; readonly etag: string },
): Promise<Result<WriteOutcome, CalendarFailure>> => {
  const put = await change(connection, { method: 'PUT', url: href, body: text, headers: { 'if-match': before } });
  if (!put.ok) return put;
  const { status, etag } = put.value;
  if (isSuccess(status)) return ok({ kind: 'written', href, etag });
  const unclear = failureUnlessRefused(status);
  if (unclear !== null) return fail(unclear);
  if (status !== 412 && status !== 409) return ok(isGone(status) ? { kind: 'gone' } : refused(status));
  const now = await fetchObject(connection, collection, href);
  if (!now.ok) return now.error.kind === 'notFound' ? ok({ kind: 'gone' }) : now;
  if (now.value === null) return ok({ kind: 'gone' });
  return ok(status === 412 ? { kind: 'changedMeanwhile' } : refused(status));
};

/** Removes an object. */
export const removeObject = async (
  connection: DavConnection,
  { href, etag }: RemoveRequest,
): Promise<Result<RemoveOutcome, CalendarFailure>> => {
  const headers = etag === null ? {} : { 'if-match': etag };
  const removal = await change(connection, { method: 'DELETE', url: href, headers });
  if (!removal.ok) return removal;
  const { status } = removal.value;
  if (isSuccess(status)) return ok({ kind: 'removed' });
  if (isGone(status)) return ok({ kind: 'gone' });
  const unclear = failureUnlessRefused(status);
  if (unclear !== null) return fail(unclear);
  if (status !== 412) return ok(refused(status));
  const now = await fetchObject(connection, new URL('.', href).href, href);
  if (!now.ok) return now.error.kind === 'notFound' ? ok({ kind: 'gone' }) : now;
  return ok({ kind: now.value === null ? 'gone' : 'changedMeanwhile' });
};

const change = async (
  connection: DavConnection,
  { headers, ...request }: DavRequest,
): Promise<Result<Verdict, CalendarFailure>> => {
  const content = request.body === undefined ? {} : { 'content-type': 'text/calendar; charset=utf-8' };
  const sent = await connection.send({ ...request, headers: { ...headers, ...content } });
  if (!sent.ok) return sent;
  const response = sent.value;
  if (response.status === 429 || response.status === 503) return fail(failureOfStatus(response));
  return ok(await verdictIn(connection, response));
};

/** A refusal may hide in the answer 207, which counts as success for those who look at the status alone. */
const verdictIn = async (connection: DavConnection, response: OutgoingResponse): Promise<Verdict> => {
  const etag = strongEtag(response.headers['etag']);
  const isXml = response.headers['content-type']?.toLowerCase().includes('xml') ?? false;
  if (!isXml) return { status: response.status, etag, isUidConflict: false };
  const root = await connection.xmlIn(response);
  const inside = multistatusOf(root, response.url)?.answers.find(({ status }) => !isSuccess(status));
  const isUidConflict = root !== null && holds(root, names.uidConflict);
  return { status: inside?.status ?? response.status, etag, isUidConflict };
};

/** Weak ETags identify no version that could be replaced. */
const strongEtag = (etag: string | undefined): string | null =>
  etag === undefined || etag === '' || etag.startsWith('W/') ? null : etag;

const isGone = (status: number): boolean => status === 404 || status === 410;

/** The server may change its mind about these, or it has not said what it did. Null for a plain refusal. */
const failureUnlessRefused = (status: number): CalendarFailure | null => {
  const isUnclear = status === 401 || status === 423 || status < 400 || (status >= 500 && ![501, 507].includes(status));
  return isUnclear ? failureOfStatus({ status, headers: {} }) : null;
};

const refused = (status: number): Extract<WriteOutcome, { kind: 'refused' }> => ({
  kind: 'refused',
  status,
  reason: reasonOf(status),
});

const reasonOf = (status: number): string => {
  switch (status) {
    case 403:
    case 405:
    case 501:
      return 'the calendar is read-only';
    case 413:
    case 507:
      return 'the calendar is full';
    default:
      return `the server refuses the event (${status})`;
  }
};
