import { instantOf } from '@bookonce/kernel/json';
import { LruCache } from '@bookonce/kernel/lru-cache';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { LastUses } from '@bookonce/kernel/ports/last-uses';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { secretHashOf } from '@bookonce/secrets/token-vault';
import { apiKeys, type ApiKeyDocument } from '@bookonce/workspace/views/workspace-documents';

const BEARER = /^Bearer (bok_[A-Za-z0-9_-]{8,200})$/i;
/** How long other gateways may still accept a revoked key. */
const REMEMBERED_MS = 5_000;
const REMEMBERED_KEYS = 1_000;
const NOTED_EVERY_MS = 60_000;

export interface ApiKeysDeps {
  readonly readModels: Pick<ReadModels, 'get'>;
  readonly lastUses: Pick<LastUses, 'note'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Monotonic milliseconds. */
  readonly elapsed?: () => number;
}

/** Finds the workspace of a request's API key. Compares and caches hashes only, so timing reveals nothing about a key. */
export class ApiKeys {
  readonly #known = new LruCache<{ readonly workspaceId: string; readonly until: number }>(REMEMBERED_KEYS);
  /** When to record the next use of each key. */
  readonly #noteAgainAt = new LruCache<number>(REMEMBERED_KEYS);
  readonly #elapsed: () => number;

  constructor(private readonly deps: ApiKeysDeps) {
    this.#elapsed = deps.elapsed ?? (() => performance.now());
  }

  /** Returns the workspace of the key in an `Authorization` header; null without a key, or for an unknown one. */
  async workspaceOf(authorization: string | undefined): Promise<string | null> {
    const key = BEARER.exec(authorization ?? '')?.[1];
    if (key === undefined) return null;
    const hash = secretHashOf(key);
    const known = this.#known.get(hash);
    if (known !== undefined && known.until > this.#elapsed()) return known.workspaceId;
    const document = await this.deps.readModels.get(apiKeys, hash);
    if (document === null) {
      this.#known.delete(hash);
      return null;
    }
    this.#known.set(hash, { workspaceId: document.workspaceId, until: this.#elapsed() + REMEMBERED_MS });
    this.#noteUse(document);
    return document.workspaceId;
  }

  /** A key that was revoked is not taken here any more. */
  forget(keyHash: string): void {
    this.#known.delete(keyHash);
  }

  /** Nobody waits for it, and a use that could not be noted is noted with the next one. */
  #noteUse({ apiKeyId }: ApiKeyDocument): void {
    const { lastUses, clock } = this.deps;
    if ((this.#noteAgainAt.get(apiKeyId) ?? -Infinity) > this.#elapsed()) return;
    this.#noteAgainAt.set(apiKeyId, this.#elapsed() + NOTED_EVERY_MS);
    lastUses.note(apiKeyId, instantOf(clock.now())).catch(() => this.#noteAgainAt.delete(apiKeyId));
  }
}
