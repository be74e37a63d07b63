import type { Position, StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { ViewName } from '../api/operation.js';
import { changeOf, type Change } from './change.js';

export type ChangeListener = (change: Change) => void;

/** Resolves when the views show the position, or after a time-out. */
export type Shown = (position: Position, views: readonly ViewName[]) => Promise<unknown>;

/** Notifies listeners of changes in their workspace, and of no other (I19). */
export class ChangeFeed {
  readonly #listeners = new Map<string, Set<ChangeListener>>();

  listenersOf(workspaceId: string): number {
    return this.#listeners.get(workspaceId)?.size ?? 0;
  }

  /** Returns a function that removes the listener. */
  listen(workspaceId: string, listener: ChangeListener): () => void {
    const listeners = this.#listeners.get(workspaceId) ?? new Set();
    this.#listeners.set(workspaceId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(workspaceId) === listeners) this.#listeners.delete(workspaceId);
    };
  }

  /** Notifies listeners once the view shows the event, so that a read sees it. Does nothing without listeners. */
  async announce(event: StoredEvent, shown: Shown): Promise<void> {
    const { workspaceId } = event.meta;
    if (this.listenersOf(workspaceId) === 0) return;
    const changed = changeOf(event);
    if (changed === null) return;
    await shown(event.position, [changed.view]);
    for (const listener of this.#listeners.get(workspaceId) ?? []) listener(changed.change);
  }
}
