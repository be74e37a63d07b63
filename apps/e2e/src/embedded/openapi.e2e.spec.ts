import { beforeAll, describe, expect, it } from '@jest/globals';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';

type Schema = Readonly<Record<string, unknown>>;
interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly Schema[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}
interface OpenApi {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Every operation of the HTTP contract. */
const CALLS = [
  'post /v1/hosts',
  'get /v1/hosts',
  'get /v1/hosts/{id}',
  'patch /v1/hosts/{id}',
  'put /v1/hosts/{id}/busy',
  'get /v1/hosts/{id}/busy',
  'post /v1/hosts/{id}/calendars',
  'get /v1/hosts/{id}/calendars',
  'patch /v1/hosts/{id}/calendars/{calendarId}',
  'post /v1/hosts/{id}/calendars/{calendarId}/read',
  'delete /v1/hosts/{id}/calendars/{calendarId}',
  'post /v1/meeting-types',
  'get /v1/meeting-types',
  'get /v1/meeting-types/{id}',
  'patch /v1/meeting-types/{id}',
  'get /v1/meeting-types/{id}/slots',
  'get /v1/meeting-types/{id}/why',
  'get /v1/meeting-types/{id}/starts',
  'post /v1/links',
  'post /v1/links/batch',
  'get /v1/links',
  'get /v1/links/{id}',
  'get /v1/links/{id}/history',
  'post /v1/links/{id}/regenerate',
  'post /v1/links/{id}/revoke',
  'post /v1/links/{id}/send',
  'post /v1/links/{id}/remind',
  'get /v1/public/links/{token}',
  'get /v1/public/links/{token}/slots',
  'post /v1/public/links/{token}/bookings',
  'post /v1/public/links/{token}/resend-manage-link',
  'get /v1/public/bookings/{manageToken}',
  'get /v1/bookings',
  'get /v1/bookings/{id}',
  'patch /v1/bookings/{id}',
  'post /v1/bookings/{id}/approve',
  'post /v1/bookings/{id}/decline',
  'post /v1/bookings/{id}/no-show',
  'post /v1/links/{id}/bookings',
  'post /v1/public/opt-ins/{optInToken}/confirm',
];

describe('the published OpenAPI document and health endpoints', () => {
  const { api } = servedProduct({ env: { METRICS_TOKEN: 'of-the-specs-scraper' } });
  let document: OpenApi;

  beforeAll(async () => {
    document = jsonOf<OpenApi>(await api.visitor.send('/openapi.json'));
  });

  const operations = (): readonly (readonly [string, Operation])[] =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => /^(get|post|put|patch|delete)$/.test(method))
        .map(([method, operation]) => [`${method} ${path}`, operation] as const),
    );

  it('publishes OpenAPI 3.1 with every operation of the contract', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect([document.info.title, document.info.version]).toEqual([expect.any(String), expect.any(String)]);
    expect(operations().map(([call]) => call)).toEqual(expect.arrayContaining(CALLS));
  });

  it('describes path parameters, body and responses of each operation', () => {
    for (const [call, operation] of operations()) {
      const named = [...call.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = (operation.parameters ?? []).filter((one) => one['in'] === 'path');
      expect([call, declared.map((one) => one['name'])]).toEqual([call, named]);
      expect(declared.every((one) => one['required'] === true)).toBe(true);
      const answers = Object.entries(operation.responses);
      expect(answers.length).toBeGreaterThan(0);
      for (const [status, response] of answers) {
        expect(status).toMatch(/^([1-5]\d\d|default)$/);
        expect(response.description).not.toBe('');
      }
    }
    const ids = operations().flatMap(([, operation]) => operation.operationId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has no dangling reference', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
    for (const reference of new Set(references)) {
      expect(reference).toMatch(/^#\//);
      const found = reference
        .slice(2)
        .split('/')
        .reduce<unknown>(
          (node, key) => (node as Schema | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')],
          document,
        );
      expect([reference, typeof found]).toEqual([reference, 'object']);
    }
  });

  it('describes bodies as closed to unknown fields', () => {
    const post = document.paths['/v1/links']?.['post'];
    const schema = post?.requestBody?.content['application/json']?.schema ?? {};
    const body = JSON.stringify(schema['$ref'] === undefined ? schema : document);
    expect(body).toContain('meetingTypeId');
    expect(body).toContain('"additionalProperties":false');
  });

  it.each([
    'link-consumed',
    'link-expired',
    'link-replaced',
    'link-revoked',
    'link-unknown',
    'slot-taken',
    'slot-not-offered',
    'idempotency-key-reused',
    'not-the-recipient',
    'too-many-pending',
    'too-many-requests',
    'opt-in-expired',
    'approval-moved',
  ])('has a page for the problem %s', async (slug) => {
    const page = await api.visitor.send(`/problems/${slug}`);
    expect(page.status).toBe(200);
    expect(page.text.length).toBeGreaterThan(50);
  });

  it('reports liveness, readiness and metrics', async () => {
    expect((await api.visitor.send('/health/live')).status).toBe(200);
    expect((await api.visitor.send('/health/ready')).status).toBe(200);
    const refused = await api.visitor.send('/metrics');
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([401, 'Bearer realm="bookonce"']);
    const authorization = 'Bearer of-the-specs-scraper';
    for (const headers of [{}, { authorization }]) {
      const metrics = await api.host.send('/metrics', { headers });
      expect(metrics.status).toBe(200);
      expect(metrics.text).toMatch(/^# (HELP|TYPE) /m);
      for (const kind of ['view', 'publisher', 'subscriber']) {
        expect(metrics.text).toMatch(
          new RegExp(`^bookonce_follower_lag_seconds{kind="${kind}",follower="\\S+"} `, 'm'),
        );
      }
    }
    const wrong = await api.visitor.send('/metrics', { headers: { authorization: `${authorization}s` } });
    expect(wrong.status).toBe(401);
  });
});
