import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Answer } from './answer.js';

/** The projections that answers are read from. */
export type View = 'link' | 'availability' | 'booking' | 'workspace' | 'access';

export const ALL_VIEWS: readonly View[] = ['link', 'availability', 'booking', 'workspace', 'access'];
/** What a booking changes; these keep step with its events. */
export const VIEWS_OF_A_BOOKING: readonly View[] = ['link', 'availability', 'booking'];

const PATIENCE_MS = 1_000;
/** A server that lost its views is noticed within this time. */
const LOOK_EVERY_MS = 250;
const TOKEN = /^[A-Za-z0-9_-]{1,200}$/;

export const CONSISTENCY_TOKEN = 'consistency-token';

/** Read your writes: waits until the views show a write, 1 s at most. */
export class Views {
  /** How far each view was seen to be. */
  readonly #seen = new Map<View, Position>();
  #areBehind = false;
  #lookAgainAt = -Infinity;

  constructor(
    private readonly readModels: Pick<ReadModels, 'waitFor' | 'checkpoint' | 'isWhole'>,
    /** Milliseconds that never jump. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Whether a view is behind what was shown before, here or by another gateway: its server lost it, and it is being filled
   * again. What it shows meanwhile was true once: who has seen "used" must not see "open" again (I9).
   */
  async areBehind(): Promise<boolean> {
    if (!this.#areBehind && this.now() < this.#lookAgainAt) return false;
    this.#lookAgainAt = this.now() + LOOK_EVERY_MS;
    const looks = ALL_VIEWS.map(async (view) => {
      const [position, isWhole] = await Promise.all([this.readModels.checkpoint(view), this.readModels.isWhole(view)]);
      return this.#isBehind(view, position) || !isWhole;
    });
    this.#areBehind = (await Promise.all(looks)).includes(true);
    return this.#areBehind;
  }

  #isBehind(view: View, position: Position | null): boolean {
    const seen = this.#seen.get(view);
    if (position === null || (seen !== undefined && position < seen)) return seen !== undefined;
    this.#seen.set(view, position);
    return false;
  }

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
