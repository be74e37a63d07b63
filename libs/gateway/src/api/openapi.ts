import { z } from 'zod';
import type { AnswerShape, MemberRule, Operation } from './operation.js';
import { viewsReadBy } from './operation.js';
import { problemKinds, type ProblemSlug } from './problem-catalogue.js';
import { sessionCookieName } from '../http/session-cookie.js';

type JsonObject = { [name: string]: unknown };

const COMPONENTS = '#/components/schemas/';

const problemSchema = z
  .object({
    type: z.string().meta({ examples: ['/problems/link-consumed'] }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string(), kind: z.string().optional() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457. `type` is the URL of a page that explains what to do' });

/** Builds the OpenAPI 3.1 document of the operations from the schemas that validate requests. */
export const openApiDocument = (operations: readonly Operation[], baseUrl: string): JsonObject => {
  const schemas = new Components();
  const paths: Record<string, JsonObject> = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:([^/]+)/g, '{$1}');
    const item = (paths[path] ??= {});
    item[operation.method.toLowerCase()] = describe(operation, schemas);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Bookonce',
      version: '1',
      description: 'Links that can be used to book exactly one meeting.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: baseUrl }],
    tags: [...new Set(operations.map((operation) => operation.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.all(),
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'A key of a workspace: `bok_…`' },
        metricsToken: { type: 'http', scheme: 'bearer', description: 'METRICS_TOKEN of the installation' },
        session: { type: 'apiKey', in: 'cookie', name: sessionCookieName(baseUrl), description: 'Set by signing in' },
      },
    },
  };
};

/** Collects named schemas, so that each is written once. */
class Components {
  readonly #named = new Map<string, unknown>();

  refOrSchema(schema: z.ZodType): JsonObject {
    // Requests may omit fields with defaults; answers always contain them.
    const { $defs, $schema: _draft, ...root } = z.toJSONSchema(schema, { io: 'input' }) as JsonObject;
    for (const [name, definition] of Object.entries($defs ?? {})) this.#named.set(name, movedRefs(definition));
    return movedRefs(root) as JsonObject;
  }

  all(): JsonObject {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

const movedRefs = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(movedRefs);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      // The name is the key in the components.
      .filter(([key, member]) => !(key === 'id' && typeof member === 'string'))
      .map(([key, member]) => [key, isRef(key, member) ? member.replace('#/$defs/', COMPONENTS) : movedRefs(member)]),
  );
};

const isRef = (key: string, value: unknown): value is string => key === '$ref' && typeof value === 'string';

const describe = (operation: Operation, schemas: Components): JsonObject => ({
  operationId: operation.id,
  summary: operation.summary,
  ...forMembers(operation),
  tags: [operation.tag],
  ...securityOf(operation),
  parameters: parametersOf(operation, schemas),
  ...(operation.body === undefined
    ? {}
    : {
        requestBody: {
          required: !operation.body.safeParse({}).success,
          content: { 'application/json': { schema: schemas.refOrSchema(operation.body) } },
        },
      }),
  responses: responsesOf(operation, schemas),
});

const MEMBERS: Readonly<Record<MemberRule, string | null>> = {
  owners: 'Owners only.',
  ownHost: 'Owners, and the host itself.',
  own: 'Owners see everything; a host sees what it takes part in, or made.',
  everybody: null,
};

const forMembers = ({ members }: Operation): JsonObject => {
  const description = members === undefined ? null : MEMBERS[members];
  return description === null ? {} : { description };
};

const securityOf = ({ access }: Operation): JsonObject => {
  if (access === 'public') return {};
  if (access === 'operator') return { security: [{ apiKey: [] }, { metricsToken: [] }] };
  return { security: [...(access === 'workspace' ? [{ apiKey: [] }] : []), { session: [] }] };
};

const parametersOf = (operation: Operation, schemas: Components): readonly JsonObject[] => {
  const inPath = [...operation.path.matchAll(/:([^/]+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const query = operation.query === undefined ? {} : schemas.refOrSchema(operation.query);
  const required = new Set((query['required'] ?? []) as readonly string[]);
  const inQuery = Object.entries((query['properties'] ?? {}) as JsonObject).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.has(name),
    schema,
  }));
  return [...inPath, ...inQuery, ...headersOf(operation)];
};

const headersOf = ({ method }: Operation): readonly JsonObject[] =>
  method === 'POST'
    ? [header('Idempotency-Key', 'The same key and body get the same answer for 24 h', { maxLength: 255 })]
    : method === 'GET'
      ? [header('Consistency-Token', 'From a write answer: waits, 1 s at most, until that write is seen', {})]
      : [];

const header = (name: string, description: string, limits: JsonObject): JsonObject => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string', ...limits },
});

const responsesOf = (operation: Operation, schemas: Components): JsonObject => {
  const responses: Record<string, JsonObject> = {};
  for (const [status, shape] of Object.entries(operation.answers)) {
    responses[status] = { description: shape.description, ...contentOf(shape, schemas) };
  }
  const problem = { 'application/problem+json': { schema: schemas.refOrSchema(problemSchema) } };
  for (const [status, slugs] of problemsOf(operation)) {
    responses[status] ??= { description: slugs.map((slug) => `\`${slug}\``).join(', '), content: problem };
  }
  return responses;
};

const contentOf = ({ schema, mediaType }: AnswerShape, schemas: Components): JsonObject => {
  if (schema !== undefined) return { content: { 'application/json': { schema: schemas.refOrSchema(schema) } } };
  const types = mediaType === undefined ? [] : [mediaType].flat();
  if (types.length === 0) return {};
  return { content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }])) };
};

/** Returns an operation's own and common problems by status. */
const problemsOf = (operation: Operation): ReadonlyMap<string, readonly ProblemSlug[]> => {
  const all = new Set<ProblemSlug | readonly [ProblemSlug, number]>(operation.problems ?? []);
  if (operation.access !== 'public') {
    all.add('unauthorized');
    if (operation.method !== 'GET') all.add('cross-site-request');
    if (operation.members === 'owners' || operation.members === 'ownHost') all.add('owners-only');
  }
  if (operation.query !== undefined || operation.body !== undefined) all.add('validation-failed');
  if (operation.body !== undefined) {
    for (const slug of ['malformed-request', 'body-too-large', 'body-too-complex', 'unsupported-media-type'] as const)
      all.add(slug);
  }
  if (operation.method === 'POST') all.add('idempotency-key-reused');
  all.add('internal-error').add('unavailable');
  if (viewsReadBy(operation).length > 0) all.add('not-visible-yet');
  const byStatus = new Map<string, ProblemSlug[]>();
  for (const entry of all) {
    const [slug, status] = typeof entry === 'string' ? [entry, problemKinds[entry].status] : entry;
    const slugs = byStatus.get(`${status}`) ?? [];
    byStatus.set(`${status}`, [...slugs, slug]);
  }
  return byStatus;
};
