import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Enough that the file system has to find new blocks: a file that is there may take a little even on a full disk. */
const BYTES = 64 * 1024;
/** Anybody may ask whether the product is ready, so the disk is written to this often at most. */
const EVERY_MS = 1_000;

/** Checks whether a folder takes data: a full disk, or one that became read-only, does not. */
export class DiskCheck {
  #last: { readonly at: number; readonly isWritable: Promise<boolean> } | null = null;

  constructor(
    private readonly folder: string,
    /** Monotonic milliseconds. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Resolves with the result of the last second, or of a new attempt. On a frozen disk, it may never resolve. */
  isWritable(): Promise<boolean> {
    if (this.#last === null || this.now() - this.#last.at >= EVERY_MS) {
      this.#last = { at: this.now(), isWritable: this.#attempt() };
    }
    return this.#last.isWritable;
  }

  async #attempt(): Promise<boolean> {
    const path = join(this.folder, '.disk-check');
    try {
      await writeFile(path, Buffer.alloc(BYTES));
      return true;
    } catch {
      return false;
    } finally {
      await rm(path, { force: true }).catch(() => undefined);
    }
  }
}
