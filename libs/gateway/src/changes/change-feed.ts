import { eventCatalogue } from '@bookonce/contracts/event-catalogue';
import { categoryOf, type Position, type StoredEvent, streamIdOf } from '@bookonce/kernel/ports/event-store';
import type { z } from 'zod';
import type { changeSchema } from '../api/console-api.js';
import type { ViewName } from '../api/operation.js';

/** A notification that something shown in the console has changed. */
export type Change = z.infer<typeof changeSchema>;

interface ShownChange {
  readonly kind: Change['kind'];
  /** The view that has to show the event first; null if the answers wait for it themselves. */
  readonly view: ViewName | null;
}

/** Events after which somebody may not act in the workspace any more, or in another role. */
const ACCESS_TYPES: readonly string[] = ['SessionEnded', 'MemberRoleSet', 'MemberDeactivated'];
/** Events of the workspace's stream that change a host. */
const MEMBER_TYPES: readonly string[] = ['MemberRoleSet', 'MemberDeactivated', 'MemberReactivated'];

const byCategory: Readonly<Record<string, ShownChange>> = {
  link: { kind: 'link', view: 'link' },
  booking: { kind: 'booking', view: 'booking' },
  meetingType: { kind: 'meetingType', view: 'availability' },
  calendar: { kind: 'host', view: 'availability' },
  connectedCalendar: { kind: 'connectedCalendar', view: null },
  holidays: { kind: 'host', view: null },
  workspace: { kind: 'workspace', view: 'workspace' },
};

const typesOf = (category: 'link' | 'booking' | 'meetingType' | 'connectedCalendar' | 'holidays'): readonly string[] =>
  eventCatalogue[category].map(({ type }) => type);

/**
 * Events that consoles are notified of. Slot events are left out, because booking events accompany them; so are
 * requests, which are decided a moment later.
 */
export const NOTIFIED_TYPES: readonly string[] = [
  ...typesOf('link'),
  ...typesOf('booking').filter((type) => type !== 'BookingRequested'),
  ...typesOf('meetingType'),
  ...typesOf('connectedCalendar'),
  ...typesOf('holidays'),
  ...new Set([...ACCESS_TYPES, ...MEMBER_TYPES]),
  ...['WorkspaceRenamed', 'WorkspaceColorSet', 'WorkspaceLogoSet'],
  ...['HostAdded', 'HostRenamed', 'ScheduleSet', 'TimeOffSet', 'HostLanguageSet', 'BusySet', 'BusySourceRemoved'],
];

/** Returns the change that an event causes and the views that show it; null if consoles are not notified of it. */
const changeOf = ({
  stream,
  type,
  data,
}: StoredEvent): { readonly change: Change; readonly views: readonly ViewName[] } | null => {
  if (MEMBER_TYPES.includes(type) && 'hostId' in data && typeof data.hostId === 'string') {
    return { change: { kind: 'host', id: data.hostId }, views: ['availability', 'workspace'] };
  }
  const shown = byCategory[categoryOf(stream)];
  if (shown === undefined) return null;
  return { change: { kind: shown.kind, id: streamIdOf(stream) }, views: shown.view === null ? [] : [shown.view] };
};

interface ChangeListener {
  readonly onChange: (change: Change) => void;
  /** Somebody's access to the workspace may have changed. */
  readonly onAccessChange: () => void;
}

/** Resolves when the views show the position, or after a time-out. */
type Shown = (position: Position, views: readonly ViewName[]) => Promise<unknown>;

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
    if (ACCESS_TYPES.includes(event.type)) {
      await shown(event.position, ['workspace']);
      for (const { onAccessChange } of this.#listeners.get(workspaceId) ?? []) onAccessChange();
    }
    const changed = changeOf(event);
    if (changed === null) return;
    if (changed.views.length > 0) await shown(event.position, changed.views);
    for (const { onChange } of this.#listeners.get(workspaceId) ?? []) onChange(changed.change);
  }
}
