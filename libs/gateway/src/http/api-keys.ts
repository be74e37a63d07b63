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

/** An API key that is not revoked. */
export type KnownKey = Pick<ApiKeyDocument, 'apiKeyId' | 'workspaceId'>;

export interface ApiKeysDeps {
  readonly readModels: Pick<ReadModels, 'get'>;
  readonly lastUses: Pick<LastUses, 'note'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Monotonic milliseconds. */
  readonly elapsed?: () => number;
}

/** Finds a request's API key. Compares and caches hashes only, so timing reveals nothing about a key. */
export class ApiKeys {
  readonly #known = new LruCache<{ readonly key: KnownKey; readonly until: number }>(REMEMBERED_KEYS);
  /** When to record the next use of each key. */
  readonly #noteAgainAt = new LruCache<number>(REMEMBERED_KEYS);
  readonly #elapsed: () => number;

  constructor(private readonly deps: ApiKeysDeps) {
    this.#elapsed = deps.elapsed ?? (() => performance.now());
  }

  /** Returns the key in an `Authorization` header; null without a key, or for an unknown one. */
  async find(authorization: string | undefined): Promise<KnownKey | null> {
    const given = BEARER.exec(authorization ?? '')?.[1];
    if (given === undefined) return null;
    const hash = secretHashOf(given);
    const known = this.#known.get(hash);
    if (known !== undefined && known.until > this.#elapsed()) return known.key;
    const document = await this.deps.readModels.get(apiKeys, hash);
    if (document === null) {
      this.#known.delete(hash);
      return null;
    }
    const key = { apiKeyId: document.apiKeyId, workspaceId: document.workspaceId };
    this.#known.set(hash, { key, until: this.#elapsed() + REMEMBERED_MS });
    this.#noteUse(document);
    return key;
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
