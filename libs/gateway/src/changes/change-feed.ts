import type { Position, StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { ViewName } from '../api/operation.js';
import { changeOf, type Change } from './change.js';

export type ChangeListener = (change: Change) => void;

/** Resolves when the view shows the position, or after a moment. */
export type Shown = (position: Position, views: readonly ViewName[]) => Promise<unknown>;

/** Tells whoever looks at a workspace what changes in it, and nothing of any other (I19). */
export class ChangeFeed {
  readonly #listeners = new Map<string, Set<ChangeListener>>();

  listenersOf(workspaceId: string): number {
    return this.#listeners.get(workspaceId)?.size ?? 0;
  }

  /** Returns what ends it. */
  listen(workspaceId: string, listener: ChangeListener): () => void {
    const listeners = this.#listeners.get(workspaceId) ?? new Set();
    this.#listeners.set(workspaceId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(workspaceId) === listeners) this.#listeners.delete(workspaceId);
    };
  }

  /** Told when the view shows it, so that whoever looks again sees it. Costs nothing where nobody listens. */
  async announce(event: StoredEvent, shown: Shown): Promise<void> {
    const { workspaceId } = event.meta;
    if (this.listenersOf(workspaceId) === 0) return;
    const told = changeOf(event);
    if (told === null) return;
    await shown(event.position, [told.view]);
    for (const listener of this.#listeners.get(workspaceId) ?? []) listener(told.change);
  }
}
