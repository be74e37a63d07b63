import { describe, expect, it } from '@jest/globals';
import createClient from 'openapi-fetch';
import type { paths } from '../../api/schema.js';
import { renewRefusedKeys } from './refused-keys.js';
import { idempotencyHeader } from './requests.js';

/** Creates a link as often as there are answers, and returns the keys that were sent; null stands for no answer. */
const keysFor = async (answers: readonly (number | null)[]): Promise<readonly (string | null)[]> => {
  const sent: (string | null)[] = [];
  const client = createClient<paths>({
    baseUrl: 'http://localhost',
    fetch: ({ headers }) => {
      const status = answers[sent.length] ?? null;
      sent.push(headers.get('Idempotency-Key'));
      return status === null ? Promise.reject(new Error('lost')) : Promise.resolve(Response.json({}, { status }));
    },
  });
  client.use(renewRefusedKeys());
  const header = idempotencyHeader();
  while (sent.length < answers.length) {
    await client.POST('/v1/links', { body: { meetingTypeId: 'mtt_1' }, params: { header } }).catch(() => null);
  }
  return sent;
};

const differentKeys = async (answers: readonly (number | null)[]): Promise<number> =>
  new Set(await keysFor(answers)).size;

describe('the key of a request', () => {
  it.each([400, 403, 404, 409, 422])(
    'is renewed after a refusal with %d, so that the next try is a new request',
    async (status) => {
      expect(await differentKeys([status, 201])).toBe(2);
      expect(await differentKeys([status, status, 201])).toBe(3);
    },
  );

  it.each([null, 401, 429, 500, 503])('stays after %s, since an earlier try may have taken effect', async (answer) => {
    expect(await differentKeys([answer, 201])).toBe(1);
    expect(await differentKeys([409, answer, 201])).toBe(2);
  });

  it('stays after a success', async () => {
    expect(await differentKeys([201, 201])).toBe(1);
  });
});
