import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { LruCache } from '@bookonce/kernel/lru-cache';
import { apiKeys } from '@bookonce/workspace/views/workspace-documents';
import { sha256 } from './hash.js';

const BEARER = /^Bearer (bok_[A-Za-z0-9_-]{8,200})$/i;
const REMEMBERED_MS = 5_000;
const REMEMBERED_KEYS = 1_000;

/** Tells whose key a request carries. Only hashes are compared and kept, so timing tells nothing about a key. */
export class ApiKeys {
  readonly #known = new LruCache<{ readonly workspaceId: string; readonly until: number }>(REMEMBERED_KEYS);

  constructor(private readonly readModels: ReadModels) {}

  /** The workspace of the key in an `Authorization` header; null where there is none, or it is not known. */
  async workspaceOf(authorization: string | undefined): Promise<string | null> {
    const key = BEARER.exec(authorization ?? '')?.[1];
    if (key === undefined) return null;
    const hash = sha256(key);
    const known = this.#known.get(hash);
    if (known !== undefined && known.until > performance.now()) return known.workspaceId;
    const document = await this.readModels.get(apiKeys, hash);
    if (document === null) {
      this.#known.delete(hash);
      return null;
    }
    this.#known.set(hash, { workspaceId: document.workspaceId, until: performance.now() + REMEMBERED_MS });
    return document.workspaceId;
  }
}
