import { createHash } from 'node:crypto';

export interface FakeObject {
  readonly text: string;
  readonly etag: string;
}

export interface FakeCollectionOptions {
  readonly name: string;
  /** As Apple writes it: `#rrggbbaa`. */
  readonly color?: string;
  readonly components?: readonly string[];
  readonly isReadOnly?: boolean;
}

let epochs = 0;

/** A collection of a fake server. Objects are kept by the name of their file; every change has a number. */
export class FakeCollection {
  readonly #objects = new Map<string, FakeObject>();
  readonly #changes: string[] = [];
  /** Tokens of another epoch, or of another collection, are not known. */
  #epoch = (epochs += 1);

  constructor(readonly options: FakeCollectionOptions) {}

  get objects(): ReadonlyMap<string, FakeObject> {
    return this.#objects;
  }

  put(file: string, text: string): FakeObject {
    this.#changes.push(file);
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
    // Digits alone, an exponent among them: a client that takes it for a number spoils it.
    const object = { text, etag: `"${this.#changes.length}e${Number.parseInt(digest, 16)}"` };
    this.#objects.set(file, object);
    return object;
  }

  delete(file: string): boolean {
    this.#changes.push(file);
    return this.#objects.delete(file);
  }

  /** The file of the object with this UID. */
  fileOf(uid: string): string | null {
    for (const [file, { text }] of this.#objects) if (uidIn(text) === uid) return file;
    return null;
  }

  get token(): string {
    return `${this.#epoch}e${this.#changes.length}`;
  }

  forgetTokens(): void {
    this.#epoch = epochs += 1;
  }

  /**
   * The files that have changed since the token, at most `most` changes of them, with the token that follows; null if the
   * token is not known.
   */
  changesSince(token: string, most: number): { readonly files: readonly string[]; readonly token: string } | null {
    const [epoch, number] = token === '' ? [this.#epoch, 0] : token.split('e').map(Number);
    if (epoch !== this.#epoch || number === undefined || !(number <= this.#changes.length)) return null;
    const changes = this.#changes.slice(number, number + most);
    return { files: [...new Set(changes)], token: `${epoch}e${number + changes.length}` };
  }
}

/** The UID of the events in a text. */
export const uidIn = (text: string): string | null =>
  /^UID(?:;[^:\r\n]*)?:(.*)$/im.exec(text.replace(/\r?\n[ \t]/g, ''))?.[1]?.trim() ?? null;
