import { eventCatalogue } from '@bookonce/contracts/event-catalogue';
import { categoryOf, streamIdOf, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { z } from 'zod';
import type { changeSchema } from '../api/console-api.js';
import type { ViewName } from '../api/operation.js';

/** A notification that something shown in the console has changed. */
export type Change = z.infer<typeof changeSchema>;

interface ShownChange {
  readonly kind: Change['kind'];
  /** The view that has to show the event first. */
  readonly view: ViewName;
}

const byCategory: Readonly<Record<string, ShownChange>> = {
  link: { kind: 'link', view: 'link' },
  booking: { kind: 'booking', view: 'booking' },
  meetingType: { kind: 'meetingType', view: 'availability' },
  calendar: { kind: 'host', view: 'availability' },
};

const typesOf = (category: 'link' | 'booking' | 'meetingType'): readonly string[] =>
  eventCatalogue[category].map(({ type }) => type);

/**
 * Events that consoles are notified of. Slot events are left out, because booking events accompany them; so are
 * requests, which are decided a moment later.
 */
export const NOTIFIED_TYPES: readonly string[] = [
  ...typesOf('link'),
  ...typesOf('booking').filter((type) => type !== 'BookingRequested'),
  ...typesOf('meetingType'),
  ...['HostAdded', 'HostRenamed', 'ScheduleSet', 'TimeOffSet', 'BusySet'],
];

/** Returns the change that an event causes and the view that shows it; null if consoles are not notified of it. */
export const changeOf = ({
  stream,
}: Pick<StoredEvent, 'stream'>): { readonly change: Change; readonly view: ViewName } | null => {
  const shown = byCategory[categoryOf(stream)];
  return shown === undefined ? null : { change: { kind: shown.kind, id: streamIdOf(stream) }, view: shown.view };
};
