import { categoryOf, type StreamName } from '@bookonce/kernel/ports/event-store';
import type { StreamFilter } from './client.js';

/** Streams that this product needs, and that are no history: their names begin with this, after the namespace. */
const SERVICE = 'bookonce_';
const NAMESPACE = /^[a-z][a-z0-9_]{0,62}$/;

/**
 * What streams are called on the server. With a namespace several installations share one: `test.link-lnk_1`; without
 * one they are called as in the product, and all that is no system stream is of this product.
 */
export class StreamNames {
  readonly #prefix: string;

  /** Throws where the namespace is no plain name. */
  constructor(namespace: string | null) {
    if (namespace !== null && !NAMESPACE.test(namespace)) {
      throw new Error(`${namespace} is no namespace: lower-case letters, digits and _`);
    }
    this.#prefix = namespace === null ? '' : `${namespace}.`;
  }

  onServer(stream: StreamName): string {
    return `${this.#prefix}${stream}`;
  }

  /** A stream that nobody who follows history sees. */
  service(kind: 'checkpoint' | 'snapshot' | 'deadletters', name: string): string {
    return `${this.#prefix}${SERVICE}${kind}-${name}`;
  }

  /** Null for what is no stream of this history. */
  inProduct(name: string): StreamName | null {
    if (name.startsWith('$') || !name.startsWith(this.#prefix)) return null;
    const stream = name.slice(this.#prefix.length);
    return stream.startsWith(SERVICE) || !isStreamName(stream) ? null : stream;
  }

  filter(categories: readonly string[] | undefined): StreamFilter {
    if (categories === undefined) return { regex: `^${this.#prefix.replace('.', '\\.')}(?!\\$|${SERVICE})` };
    // No prefix at all would be no filter.
    if (categories.length === 0) return { regex: '(?!)' };
    return { prefixes: categories.map((category) => `${this.#prefix}${category}-`) };
  }
}

const isStreamName = (name: string): name is StreamName => categoryOf(name as StreamName) !== '' && name.includes('-');
