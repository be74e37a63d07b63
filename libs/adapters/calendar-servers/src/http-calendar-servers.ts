import type {
  CalDavAccess,
  CalendarAccess,
  CalendarFailure,
  CalendarMemo,
  CalendarObject,
  CalendarRead,
  CalendarServers,
  CollectionChanges,
  DiscoveredAccount,
  FindRequest,
  ReadRequest,
  RemoveOutcome,
  RemoveRequest,
  WriteOutcome,
  WriteRequest,
} from '@bookonce/kernel/ports/calendar-servers';
import type { OutgoingRequests } from '@bookonce/kernel/ports/outgoing-requests';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { SharedThread } from '@bookonce/kernel/shared-thread';
import { removeObject, writeObject } from './dav/change-object.js';
import { accountMemoOf, storedAccountMemo, type CollectionMemo } from './dav/collection-memo.js';
import { DavConnection } from './dav/dav-connection.js';
import { discoverAccount } from './dav/discover.js';
import { findObject } from './dav/find-object.js';
import { readCollection } from './dav/read-collection.js';
import { Deadline } from './deadline.js';
import { readFeed } from './feed.js';
import { inParallel } from './in-parallel.js';

export interface CalendarServersParts {
  readonly requests: Pick<OutgoingRequests, 'send'>;
  readonly scheduler: Pick<Scheduler, 'now' | 'wait'>;
  /** Limit of all that one call reads from an account, in bytes; default 100 MB. */
  readonly mostBytes?: number;
}

/** Feeds over HTTP, and accounts over CalDAV (RFC 4791). */
export class HttpCalendarServers implements CalendarServers {
  readonly #thread: SharedThread;

  constructor(private readonly parts: CalendarServersParts) {
    this.#thread = new SharedThread(parts.scheduler);
  }

  discover(access: CalDavAccess, withinMs: number): Promise<Result<DiscoveredAccount, CalendarFailure>> {
    return discoverAccount(this.#connect(access, withinMs));
  }

  read(access: CalendarAccess, request: ReadRequest): Promise<Result<CalendarRead, CalendarFailure>> {
    const { hrefs, since, withinMs } = request;
    if (access.type === 'ics') return readFeed(this.parts.requests, access, since, withinMs);
    return readCollections(this.#connect(access, withinMs), hrefs, since);
  }

  find(access: CalDavAccess, request: FindRequest): Promise<Result<CalendarObject | null, CalendarFailure>> {
    return findObject(this.#connect(access, request.withinMs), request.collection, request.uid);
  }

  write(access: CalDavAccess, request: WriteRequest): Promise<Result<WriteOutcome, CalendarFailure>> {
    return writeObject(this.#connect(access, request.withinMs), request);
  }

  remove(access: CalDavAccess, request: RemoveRequest): Promise<Result<RemoveOutcome, CalendarFailure>> {
    return removeObject(this.#connect(access, request.withinMs), request);
  }

  #connect(access: CalDavAccess, withinMs: number): DavConnection {
    const { requests, scheduler, mostBytes } = this.parts;
    const deadline = new Deadline(scheduler, withinMs);
    return new DavConnection({ requests, thread: this.#thread, deadline, access, mostBytes });
  }
}

/** Collections of one account that are read at once: they share a deadline, and the patience of a server. */
const AT_ONCE = 4;

const readCollections = async (
  connection: DavConnection,
  hrefs: readonly string[],
  since: CalendarMemo | null,
): Promise<Result<CalendarRead, CalendarFailure>> => {
  const before = accountMemoOf(since);
  const memos: Record<string, CollectionMemo> = {};
  const collections: CollectionChanges[] = [];
  let failure: CalendarFailure | undefined;
  await inParallel(hrefs, AT_ONCE, async (href) => {
    const read = await readCollection(connection, href, before[href]);
    if (!read.ok) {
      failure ??= read.error;
      return;
    }
    memos[href] = read.value.memo;
    if (read.value.changes !== null) collections.push(read.value.changes);
  });
  if (failure !== undefined) return fail(failure);
  const memo = storedAccountMemo(memos);
  return ok(collections.length === 0 ? { kind: 'unchanged', memo } : { kind: 'changed', memo, collections });
};
