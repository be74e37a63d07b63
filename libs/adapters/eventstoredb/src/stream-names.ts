import { categoryOf, type StreamName } from '@bookonce/kernel/ports/event-store';
import type { StreamFilter } from './client.js';

/** The prefix of this product's own streams that are not part of history; it follows the namespace. */
const SERVICE = 'bookonce_';
const NAMESPACE = /^[a-z][a-z0-9_]{0,62}$/;

/**
 * Stream names on the server. With a namespace, several installations share a server: `test.link-lnk_1`. Only streams of
 * the product's own categories are part of history, so other applications on the server do not disturb it.
 */
export class StreamNames {
  readonly #prefix: string;
  readonly #categories: ReadonlySet<string>;

  /** Throws if the namespace is invalid. */
  constructor(namespace: string | null, categories: readonly string[]) {
    if (namespace !== null && !NAMESPACE.test(namespace)) {
      throw new Error(`${namespace} is no namespace: lower-case letters, digits and _`);
    }
    this.#prefix = namespace === null ? '' : `${namespace}.`;
    this.#categories = new Set(categories);
  }

  onServer(stream: StreamName): string {
    return `${this.#prefix}${stream}`;
  }

  /** Returns the name of a stream that is not part of history. */
  service(kind: 'checkpoint' | 'snapshot' | 'deadletters' | 'property', name: string): string {
    return `${this.#prefix}${SERVICE}${kind}-${name}`;
  }

  /** Returns null for streams that are not part of this history. */
  inProduct(name: string): StreamName | null {
    if (!name.startsWith(this.#prefix)) return null;
    const stream = name.slice(this.#prefix.length);
    return isStreamName(stream) && this.#categories.has(categoryOf(stream)) ? stream : null;
  }

  /** Default: all of the product's categories. */
  filter(categories: readonly string[] = [...this.#categories]): StreamFilter {
    // An empty list of prefixes would mean no filter.
    if (categories.length === 0) return { regex: '(?!)' };
    return { prefixes: categories.map((category) => `${this.#prefix}${category}-`) };
  }
}

const isStreamName = (name: string): name is StreamName => name.includes('-');
