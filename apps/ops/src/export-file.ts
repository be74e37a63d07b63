import { ConfigError } from '@bookonce/platform/variables';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/**
 * Writes an export to a stream. Both methods reject with a {@link ConfigError} once the stream takes no more, as on a full
 * disk: the lines so far are part of an export, which must not be taken for the whole.
 */
export class ExportFile {
  #failure: Error | null = null;

  constructor(private readonly out: Writable) {
    out.on('error', (error) => {
      this.#failure ??= error;
    });
  }

  /** Resolves when the stream takes more. */
  async write(line: string): Promise<void> {
    await this.#orIncomplete(async () => {
      if (!this.out.write(line)) await once(this.out, 'drain');
    });
  }

  /** Resolves when everything is written. Standard output stays open. */
  async finish(): Promise<void> {
    await this.#orIncomplete(async () => {
      if (this.out === process.stdout) await new Promise((resolve) => this.out.write('', resolve));
      else await finished(this.out.end());
    });
  }

  async #orIncomplete(work: () => Promise<void>): Promise<void> {
    try {
      if (this.#failure === null) await work();
    } catch (error) {
      this.#failure ??= error as Error;
    }
    if (this.#failure === null) return;
    throw new ConfigError(`The export is incomplete: it could not be written (${this.#failure.message}).`, {
      cause: this.#failure,
    });
  }
}
