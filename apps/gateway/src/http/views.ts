import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Answer } from './answer.js';

/** The projections that answers are read from. */
export type View = 'link' | 'availability' | 'booking' | 'workspace';

export const ALL_VIEWS: readonly View[] = ['link', 'availability', 'booking', 'workspace'];
/** What a booking changes; these keep step with its events. */
export const VIEWS_OF_A_BOOKING: readonly View[] = ['link', 'availability', 'booking'];

const PATIENCE_MS = 1_000;
const TOKEN = /^[A-Za-z0-9_-]{1,200}$/;

export const CONSISTENCY_TOKEN = 'consistency-token';

/** Read your writes: waits until the views show a write, 1 s at most. */
export class Views {
  constructor(private readonly readModels: Pick<ReadModels, 'waitFor'>) {}

  /** `views`: those that the write changes; all of them where that is not known. */
  async show(position: Position | null, views: readonly View[] = ALL_VIEWS): Promise<void> {
    if (position !== null) await this.readModels.waitFor(views, position, PATIENCE_MS);
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
