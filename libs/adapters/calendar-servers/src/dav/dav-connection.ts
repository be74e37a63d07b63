import type { CalDavAccess, CalendarFailure } from '@bookonce/kernel/ports/calendar-servers';
import type { OutgoingRequests, OutgoingResponse } from '@bookonce/kernel/ports/outgoing-requests';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { SharedThread } from '@bookonce/kernel/shared-thread';
import type { Deadline } from '../deadline.js';
import { accountTooLarge, failureOf, failureOfStatus, notACalendar, timedOut } from '../failures.js';
import { multistatusOf, type Multistatus } from './multistatus.js';
import { parseXml, type XmlElement } from './xml.js';

export interface DavRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request that is answered with what there is to say of several resources. */
export interface DavQuery {
  readonly method: 'PROPFIND' | 'REPORT';
  readonly url: string;
  /** 0: the resource alone. 1: those in it as well. */
  readonly depth: 0 | 1;
  readonly body: string;
}

export interface DavConnectionParts {
  readonly requests: Pick<OutgoingRequests, 'send'>;
  readonly thread: SharedThread;
  readonly deadline: Deadline;
  readonly access: CalDavAccess;
  /** Limit of all answers together; default 100 MB. */
  readonly mostBytes?: number | undefined;
}

/**
 * All answers of one connection together. The limit of a single answer bounds no account, because its server decides how
 * many answers there are, and all objects are in memory at once.
 */
const MOST_BYTES = 100 * 1024 * 1024;

/** Requests to one account until a deadline. */
export class DavConnection {
  #bytes = 0;

  constructor(private readonly parts: DavConnectionParts) {}

  get access(): CalDavAccess {
    return this.parts.access;
  }

  /** Any status is a response. */
  async send({ method, url, headers, body }: DavRequest): Promise<Result<OutgoingResponse, CalendarFailure>> {
    const { requests, deadline, access } = this.parts;
    const withinMs = deadline.remainingMs;
    if (withinMs === 0) return fail(timedOut);
    if (this.#isSpent) return fail(accountTooLarge);
    const response = await requests.send({
      method,
      url,
      ...(headers !== undefined && { headers }),
      ...(body !== undefined && { body }),
      credentials: { username: access.username, password: access.password, givenFor: access.url },
      withinMs,
    });
    if (!response.ok) return fail(failureOf(response.error));
    this.#bytes += response.value.body.byteLength;
    return this.#isSpent ? fail(accountTooLarge) : response;
  }

  get #isSpent(): boolean {
    return this.#bytes > (this.parts.mostBytes ?? MOST_BYTES);
  }

  /** Fails unless the answer is a multistatus. Its `url` is where redirects ended. */
  async query(query: DavQuery): Promise<Result<Multistatus & { readonly url: string }, CalendarFailure>> {
    const { method, url, depth, body } = query;
    const headers = { depth: String(depth), 'content-type': 'application/xml; charset=utf-8' };
    const sent = await this.send({ method, url, headers, body });
    if (!sent.ok) return sent;
    const response = sent.value;
    if (response.status >= 300) return fail(failureOfStatus(response));
    const multistatus = multistatusOf(await this.xmlIn(response), response.url);
    if (multistatus === null) return fail(notACalendar('the address does not answer as a CalDAV server does'));
    return ok({ ...multistatus, url: response.url });
  }

  /** The body as XML; null if it is none. */
  xmlIn({ body }: OutgoingResponse): Promise<XmlElement | null> {
    return parseXml(new TextDecoder().decode(body), this.parts.thread);
  }
}
