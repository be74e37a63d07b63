import { categoryOf, type StreamName } from '@bookonce/kernel/ports/event-store';
import type { StreamFilter } from './client.js';

/** The prefix of this product's own streams that are not part of history; it follows the namespace. */
const SERVICE = 'bookonce_';
const NAMESPACE = /^[a-z][a-z0-9_]{0,62}$/;

/**
 * Stream names on the server. With a namespace, several installations share a server: `test.link-lnk_1`. Without one,
 * every stream that is not a system stream belongs to this product.
 */
export class StreamNames {
  readonly #prefix: string;

  /** Throws if the namespace is invalid. */
  constructor(namespace: string | null) {
    if (namespace !== null && !NAMESPACE.test(namespace)) {
      throw new Error(`${namespace} is no namespace: lower-case letters, digits and _`);
    }
    this.#prefix = namespace === null ? '' : `${namespace}.`;
  }

  onServer(stream: StreamName): string {
    return `${this.#prefix}${stream}`;
  }

  /** Returns the name of a stream that is not part of history. */
  service(kind: 'checkpoint' | 'snapshot' | 'deadletters', name: string): string {
    return `${this.#prefix}${SERVICE}${kind}-${name}`;
  }

  /** Returns null for streams that are not part of this history. */
  inProduct(name: string): StreamName | null {
    if (name.startsWith('$') || !name.startsWith(this.#prefix)) return null;
    const stream = name.slice(this.#prefix.length);
    return stream.startsWith(SERVICE) || !isStreamName(stream) ? null : stream;
  }

  filter(categories: readonly string[] | undefined): StreamFilter {
    if (categories === undefined) return { regex: `^${this.#prefix.replace('.', '\\.')}(?!\\$|${SERVICE})` };
    // An empty list of prefixes would mean no filter.
    if (categories.length === 0) return { regex: '(?!)' };
    return { prefixes: categories.map((category) => `${this.#prefix}${category}-`) };
  }
}

const isStreamName = (name: string): name is StreamName => categoryOf(name as StreamName) !== '' && name.includes('-');
