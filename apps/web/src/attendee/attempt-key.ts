import { kept } from './kept.js';

interface Attempt {
  readonly key: string;
  readonly body: string;
}

/**
 * The `Idempotency-Key` of what is sent: the same for the same words, also after a reload or a second press, so that they
 * take effect once. Another body is another attempt; so is one that follows an answer that stands.
 */
export const attemptKeys = (name: string) => {
  const last = kept<Attempt>(`bookonce.attempt.${name}`);
  return {
    keyFor: (body: unknown): string => {
      const text = JSON.stringify(body);
      const before = last.read();
      if (before?.body === text) return before.key;
      const key = crypto.randomUUID();
      last.write({ key, body: text });
      return key;
    },
    answered: last.forget,
  };
};
