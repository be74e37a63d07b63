import type { Ids } from '@bookonce/kernel/ports/ids';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { invalid, problem, unavailable, type Answer } from './answer.js';
import type { ApiKeys } from './api-keys.js';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import type { Call, Endpoint, WorkspaceCall } from './endpoint.js';
import { sha256 } from './hash.js';
import type { IdempotentCalls } from './idempotency.js';
import { validate } from './validation.js';
import { CONSISTENCY_TOKEN, type Views } from './views.js';

/** A request as it came in, its body parsed. */
export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
}

type Loose = Call<never, never, never>;

const MAX_KEY_LENGTH = 255;

/** What every operation has in common: who asks, is it valid, was it answered before. */
export class Dispatcher {
  constructor(
    private readonly apiKeys: ApiKeys,
    private readonly views: Views,
    private readonly calls: IdempotentCalls,
    private readonly ids: Pick<Ids, 'derive' | 'uuid'>,
  ) {}

  /** Throws when a server is lost. */
  async answer(endpoint: Endpoint, request: RawRequest): Promise<Answer> {
    if (readsViews(endpoint) && (await this.views.areBehind())) {
      return unavailable('The views are being filled again from history.');
    }
    if (endpoint.access === 'public') {
      const call = this.#read(endpoint, request);
      if (!call.ok) return call.error;
      await this.#catchUp(request);
      return endpoint.handle(call.value);
    }
    const workspaceId = await this.apiKeys.workspaceOf(headerOf(request, 'authorization'));
    if (workspaceId === null) return unauthorized();
    const call = this.#read(endpoint, request);
    if (!call.ok) return call.error;
    await this.#catchUp(request);
    return this.#workspaceAnswer(endpoint, call.value, workspaceId);
  }

  async #workspaceAnswer(
    endpoint: Extract<Endpoint, { access: 'workspace' }>,
    call: Loose,
    workspaceId: string,
  ): Promise<Answer> {
    const handle = (commandId: string): Promise<Answer> => {
      const full: WorkspaceCall<never, never, never> = { ...call, workspaceId, commandId };
      return endpoint.handle(full);
    };
    const key = call.idempotencyKey;
    if (key === null || endpoint.operation.method !== 'POST') return handle(this.ids.uuid());
    const route = routeOf(endpoint, call.params);
    const bodyHash = sha256(canonicalJson(call.body));
    const commandId = this.ids.derive(JSON.stringify([workspaceId, route, key, bodyHash]));
    return this.calls.run({ owner: workspaceId, route, key, bodyHash }, () => handle(commandId));
  }

  #read({ operation }: Endpoint, request: RawRequest): Result<Loose, Answer> {
    const key = headerOf(request, 'idempotency-key');
    if (key !== undefined && (key.length === 0 || key.length > MAX_KEY_LENGTH)) {
      return fail(invalid([{ path: 'Idempotency-Key', message: `must have 1 to ${MAX_KEY_LENGTH} characters` }]));
    }
    const query = operation.query === undefined ? ok(undefined) : validate(operation.query, request.query, 'parameter');
    if (!query.ok) return fail(invalid(query.error));
    // A call whose every field is optional needs no body.
    const given = request.body === undefined ? {} : request.body;
    const body = operation.body === undefined ? ok(undefined) : validate(operation.body, given);
    if (!body.ok) return fail(invalid(body.error));
    const call = { params: request.params, query: query.value, body: body.value, idempotencyKey: key ?? null };
    // `endpoint` tied the handler's types to these schemas.
    return ok(call as Loose);
  }

  async #catchUp(request: RawRequest): Promise<void> {
    const token = headerOf(request, CONSISTENCY_TOKEN);
    if (token !== undefined) await this.views.showTo(token);
  }
}

/** Everything but what tells of the service itself. */
const readsViews = ({ operation: { path } }: Endpoint): boolean => /^\/(v1|1t|m)\//.test(path);

const headerOf = (request: RawRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : value?.[0];
};

const routeOf = ({ operation }: Endpoint, params: unknown): string =>
  `${operation.method} ${operation.path} ${JSON.stringify(params)}`;

export const unauthorized = (): Answer =>
  problem('unauthorized', undefined, { headers: { 'www-authenticate': 'Bearer realm="bookonce"' } });
