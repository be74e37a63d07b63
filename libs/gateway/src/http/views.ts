import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { View } from '../api/operation.js';
import type { Answer } from './answer.js';

export const ALL_VIEWS: readonly View[] = ['link', 'availability', 'booking', 'workspace', 'access'];

const PATIENCE_MS = 1_000;
/** A server that lost its views is noticed within this time. */
const LOOK_EVERY_MS = 250;
const TOKEN = /^[A-Za-z0-9_-]{1,200}$/;

export const CONSISTENCY_TOKEN = 'consistency-token';

/** Read your writes: waits until the views show a write, 1 s at most. */
export class Views {
  /** How far each view was seen to be. */
  readonly #seen = new Map<View, Position>();
  readonly #behind = new Set<View>();
  #lookAgainAt = -Infinity;

  constructor(
    private readonly readModels: Pick<ReadModels, 'waitFor' | 'checkpoint' | 'isWhole'>,
    /** Milliseconds that never jump. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Whether one of these views is behind what was shown before, here or by another gateway: its server lost it, and it is
   * being rebuilt. Its documents are stale meanwhile: a client that has seen "used" must not see "open" again (I9).
   */
  async areBehind(views: readonly View[]): Promise<boolean> {
    // An operation without views, such as the health check, answers whatever server is lost.
    if (views.length === 0) return false;
    const areBehind = (): boolean => views.some((view) => this.#behind.has(view));
    if (!areBehind() && this.now() < this.#lookAgainAt) return false;
    this.#lookAgainAt = this.now() + LOOK_EVERY_MS;
    await Promise.all(ALL_VIEWS.map((view) => this.#look(view)));
    return areBehind();
  }

  async #look(view: View): Promise<void> {
    const [position, isWhole] = await Promise.all([this.readModels.checkpoint(view), this.readModels.isWhole(view)]);
    if (this.#isBehind(view, position) || !isWhole) this.#behind.add(view);
    else this.#behind.delete(view);
  }

  #isBehind(view: View, position: Position | null): boolean {
    const seen = this.#seen.get(view);
    if (position === null || (seen !== undefined && position < seen)) return seen !== undefined;
    this.#seen.set(view, position);
    return false;
  }

  /** `views`: those that the write changes; all of them where that is not known. */
  async show(position: Position | null, views: readonly View[] = ALL_VIEWS): Promise<boolean> {
    return position === null || this.readModels.waitFor(views, position, PATIENCE_MS);
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
