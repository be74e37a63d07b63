import { LruCache } from '@bookonce/kernel/lru-cache';
import type { ListQuery, Page } from '@bookonce/kernel/ports/read-models';

/** Pages of one collection. Longer ones are not worth their memory. */
const MOST_PAGES = 500;
const MOST_ITEMS = 20;

/**
 * Pages of collections that have not changed since they were read: some are asked for with every booking, such as the
 * calendars of a host, and change once a month. Collections are identified by their key.
 */
export class RememberedLists {
  readonly #pages = new Map<string, LruCache<Page<object>>>();

  get(collection: string, query: ListQuery): Page<object> | undefined {
    return this.#pages.get(collection)?.get(JSON.stringify(query));
  }

  set(collection: string, query: ListQuery, page: Page<object>): void {
    if (page.items.length > MOST_ITEMS) return;
    let pages = this.#pages.get(collection);
    if (pages === undefined) {
      pages = new LruCache(MOST_PAGES);
      this.#pages.set(collection, pages);
    }
    pages.set(JSON.stringify(query), page);
  }

  /** Forgets the pages of a collection that changes. */
  forget(collection: string): void {
    this.#pages.delete(collection);
  }

  clear(): void {
    this.#pages.clear();
  }
}
