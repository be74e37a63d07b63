import { ANSWERS_KEPT_MS, type Answers, type StoredAnswer } from '@bookonce/kernel/ports/answers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

const NOW = Date.UTC(2026, 2, 1);
const answer: StoredAnswer = { status: 201, body: '{"id":"lnk_1"}', headers: { 'content-type': 'application/json' } };

/** What every adapter of {@link Answers} promises. */
export const describeAnswers = (name: string, open: Open<Answers>): void => {
  describe(`answers: ${name}`, () => {
    let opened: Opened<Answers>;
    let answers: Answers;

    beforeEach(async () => {
      opened = await open();
      answers = opened.port;
    });
    afterEach(() => opened.cleanUp?.());

    it('are unknown, then begun, then answered (I8)', async () => {
      expect(await answers.begin('key', 'body', NOW)).toEqual({ state: 'unknown' });
      expect(await answers.begin('key', 'body', NOW)).toEqual({ state: 'begun' });
      await answers.complete('key', answer, NOW);
      expect(await answers.begin('key', 'body', NOW)).toEqual({ state: 'answered', answer });
    });

    it('are of one body', async () => {
      await answers.begin('key', 'body', NOW);
      expect(await answers.begin('key', 'other', NOW)).toEqual({ state: 'different' });
      await answers.complete('key', answer, NOW);
      expect(await answers.begin('key', 'other', NOW)).toEqual({ state: 'different' });
    });

    it('are claimed by one of many who ask at once', async () => {
      const lookups = await Promise.all(Array.from({ length: 20 }, () => answers.begin('key', 'body', NOW)));
      expect(lookups.filter(({ state }) => state === 'unknown')).toHaveLength(1);
    });

    it('that were not given free the key; those that were, do not', async () => {
      await answers.begin('key', 'body', NOW);
      await answers.abandon('key');
      expect(await answers.begin('key', 'other', NOW)).toEqual({ state: 'unknown' });
      await answers.complete('key', answer, NOW);
      await answers.abandon('key');
      expect(await answers.begin('key', 'other', NOW)).toMatchObject({ state: 'answered' });
    });

    it('are kept for 24 hours', async () => {
      await answers.begin('key', 'body', NOW);
      await answers.complete('key', answer, NOW);
      expect(await answers.begin('key', 'body', NOW + ANSWERS_KEPT_MS - 1)).toMatchObject({ state: 'answered' });
      expect(await answers.begin('key', 'other', NOW + ANSWERS_KEPT_MS)).toEqual({ state: 'unknown' });
    });

    it('outlive a restart', async () => {
      if (opened.reopen === undefined) return;
      await answers.begin('key', 'body', NOW);
      await answers.complete('key', answer, NOW);
      answers = await opened.reopen();
      expect(await answers.begin('key', 'body', NOW)).toEqual({ state: 'answered', answer });
    });
  });
};
