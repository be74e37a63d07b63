import {
  REPLIES_KEPT_MS,
  type ReplyLookup,
  type StoredReplies,
  type StoredReply,
} from '@bookonce/kernel/ports/stored-replies';

interface Entry {
  readonly bodyHash: string;
  readonly begunMs: number;
  reply: StoredReply | null;
}

export class MemoryStoredReplies implements StoredReplies {
  readonly #entries = new Map<string, Entry>();

  async begin(keyHash: string, bodyHash: string, nowMs: number): Promise<ReplyLookup> {
    const entry = this.#entries.get(keyHash);
    if (entry === undefined || entry.begunMs <= nowMs - REPLIES_KEPT_MS) {
      this.#entries.set(keyHash, { bodyHash, begunMs: nowMs, reply: null });
      return { state: 'unknown' };
    }
    if (entry.bodyHash !== bodyHash) return { state: 'different' };
    return entry.reply === null ? { state: 'begun' } : { state: 'replied', reply: entry.reply };
  }

  async complete(keyHash: string, reply: StoredReply): Promise<void> {
    const entry = this.#entries.get(keyHash);
    if (entry !== undefined) entry.reply = reply;
  }

  async abandon(keyHash: string): Promise<boolean> {
    return this.#entries.get(keyHash)?.reply === null && this.#entries.delete(keyHash);
  }
}
