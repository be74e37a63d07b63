import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Answer } from './answer.js';

/** The projections that answers are read from. */
const PROJECTIONS: readonly string[] = ['link', 'availability', 'booking', 'workspace'];
const PATIENCE_MS = 1_000;
const TOKEN = /^[A-Za-z0-9_-]{1,200}$/;

export const CONSISTENCY_TOKEN = 'consistency-token';

/** Read your writes: waits until the views show a write, 1 s at most. */
export class Views {
  constructor(private readonly readModels: Pick<ReadModels, 'waitFor'>) {}

  async show(position: Position | null): Promise<void> {
    if (position !== null) await this.readModels.waitFor(PROJECTIONS, position, PATIENCE_MS);
  }

  /** For a reader that sends the token of an earlier write. A token that is none means nothing. */
  async showTo(token: string): Promise<void> {
    if (!TOKEN.test(token)) return;
    await this.show(Buffer.from(token, 'base64url').toString('utf8'));
  }
}

/** The header by which another reader can wait for this write. */
export const consistencyOf = (position: Position | null): Answer['headers'] =>
  position === null ? {} : { [CONSISTENCY_TOKEN]: Buffer.from(position).toString('base64url') };
