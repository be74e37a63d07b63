import type { Middleware } from 'openapi-fetch';

const HEADER = 'Idempotency-Key';

/** These answers say nothing about an earlier try with the same key, whose answer was lost. */
const UNDECIDED = new Set([401, 429]);

/**
 * Sends the next try after a refusal under a new key. The service keeps refusals with their key, so that the same key would
 * be refused for a day, also after its reason is gone. Without an answer, the key stays: the try may have taken effect.
 */
export const renewRefusedKeys = (): Middleware => {
  const refusals = new Map<string, number>();
  return {
    onRequest: ({ request, params }) => {
      const key = keyIn(params);
      const times = key === null ? undefined : refusals.get(key);
      if (times !== undefined) request.headers.set(HEADER, `${key}/${times}`);
      return request;
    },
    onResponse: ({ response: { status }, params }) => {
      const key = keyIn(params);
      if (key === null || status < 400 || status >= 500 || UNDECIDED.has(status)) return;
      refusals.set(key, (refusals.get(key) ?? 0) + 1);
    },
  };
};

const keyIn = ({ header = {} }: { readonly header?: Readonly<Record<string, unknown>> }): string | null => {
  const key = header[HEADER];
  return typeof key === 'string' ? key : null;
};
