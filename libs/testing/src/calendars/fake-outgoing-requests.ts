import type {
  OutgoingFailure,
  OutgoingRequest,
  OutgoingRequests,
  OutgoingResponse,
} from '@bookonce/kernel/ports/outgoing-requests';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { FakeCalendarServer } from './fake-calendar-server.js';

const MOST_REDIRECTS = 5;

/**
 * Requests to fake calendar servers without a network, in the time of the given scheduler. Hosts without a server are
 * unreachable.
 */
export const fakeOutgoingRequests = (
  servers: ReadonlyMap<string, FakeCalendarServer>,
  scheduler: Pick<Scheduler, 'wait' | 'deadline'>,
): OutgoingRequests => ({
  refusalOf: () => null,
  async send(request): Promise<Result<OutgoingResponse, OutgoingFailure>> {
    const { promise: expired, resolve } = Promise.withResolvers<Result<OutgoingResponse, OutgoingFailure>>();
    const cancel = scheduler.deadline(request.withinMs, () => resolve(fail({ kind: 'timedOut' })));
    const first = await Promise.race([expired, follow(servers, scheduler, request)]);
    cancel();
    return first;
  },
});

const follow = async (
  servers: ReadonlyMap<string, FakeCalendarServer>,
  scheduler: Pick<Scheduler, 'wait'>,
  { method, url, headers = {}, body = '', credentials }: OutgoingRequest,
): Promise<Result<OutgoingResponse, OutgoingFailure>> => {
  let target = new URL(url);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const server = servers.get(target.host);
    if (server === undefined) return fail({ kind: 'unreachable', reason: 'its host name is not known' });
    if (server.lies.delayMs !== undefined) await scheduler.wait(server.lies.delayMs);
    if (server.lies.breaksOff === 'connection') {
      return fail({ kind: 'unreachable', reason: 'the server ended the connection' });
    }
    const login = credentials !== undefined && new URL(credentials.givenFor).host === target.host;
    const path = target.pathname + target.search;
    const answer = server.answer({
      method,
      path,
      headers: { ...headers, ...(login && { authorization: basic(credentials) }) },
      body,
    });
    const location = answer.headers?.['location'];
    if (location === undefined) {
      const { status, headers: answered = {}, body: content = '' } = answer;
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      const kept = server.lies.breaksOff === 'text' ? bytes.subarray(0, Math.floor(bytes.byteLength / 2)) : bytes;
      return ok({ status, headers: answered, body: kept, url: target.href });
    }
    target = new URL(location, target);
  }
  return fail({ kind: 'tooManyRedirects', most: MOST_REDIRECTS });
};

const basic = ({ username, password }: { readonly username: string; readonly password: string }): string =>
  `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
