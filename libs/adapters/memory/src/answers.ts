import { ANSWERS_KEPT_MS, type AnswerLookup, type Answers, type StoredAnswer } from '@bookonce/kernel/ports/answers';

interface Entry {
  readonly bodyHash: string;
  readonly begunMs: number;
  answer: StoredAnswer | null;
}

export class MemoryAnswers implements Answers {
  readonly #entries = new Map<string, Entry>();

  async begin(keyHash: string, bodyHash: string, nowMs: number): Promise<AnswerLookup> {
    const entry = this.#entries.get(keyHash);
    if (entry === undefined || entry.begunMs <= nowMs - ANSWERS_KEPT_MS) {
      this.#entries.set(keyHash, { bodyHash, begunMs: nowMs, answer: null });
      return { state: 'unknown' };
    }
    if (entry.bodyHash !== bodyHash) return { state: 'different' };
    return entry.answer === null ? { state: 'begun' } : { state: 'answered', answer: entry.answer };
  }

  async complete(keyHash: string, answer: StoredAnswer): Promise<void> {
    const entry = this.#entries.get(keyHash);
    if (entry !== undefined) entry.answer = answer;
  }

  async abandon(keyHash: string): Promise<void> {
    if (this.#entries.get(keyHash)?.answer === null) this.#entries.delete(keyHash);
  }
}
