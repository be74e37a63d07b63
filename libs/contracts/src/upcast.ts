import { type EventMeta, type StoredEvent, UnknownEventError } from '@bookonce/kernel/ports/event-store';
import type { EventDefinition } from './define-event.js';
import { definitionOf } from './event-catalogue.js';
import { PUT_SOURCE } from './values/busy-source.js';

/** Turns the data of version n into version n + 1 of one event type. */
export type Upcaster = (data: object, meta: Pick<EventMeta, 'by' | 'actorId'>) => object;

/** The settings that a meeting type had by default before they could be set. */
const withWaitingAndReminders: Upcaster = (data) => {
  const { settings } = data as { readonly settings: object };
  const added = { approvalHours: 72, optInMinutes: 30, reminders: [], maxGuests: 0, unusedReminderDays: [] };
  return { ...data, settings: { ...settings, ...added } };
};

const forAnyone: Upcaster = (data) => ({ ...data, prefill: false, recipientOnly: false, unusedReminderDays: [] });

/**
 * A link belonged to the actor of its event. Only the system's reminders can be recognised as mailed: the system makes a link
 * in place of another one for nothing else.
 */
const withMakerAndMail: Upcaster = (data, { by, actorId }) => {
  const { replaces } = data as { readonly replaces?: string };
  const maker = actorId === undefined ? {} : { createdBy: actorId };
  return { ...data, ...maker, mailed: replaces !== undefined && by === 'system' };
};

/** The same step for the link that an event names as a replacement. */
const ofReplacement =
  (step: Upcaster): Upcaster =>
  (data, meta) => {
    const { replacement } = data as { readonly replacement?: object };
    return replacement === undefined ? data : { ...data, replacement: step(replacement, meta) };
  };

const withWaitingTimes: Upcaster = (data) => {
  const { confirmation } = data as { readonly confirmation: string };
  if (confirmation === 'doubleOptIn') return { ...data, optIn: { minutes: 30 } };
  return confirmation === 'approval' ? { ...data, approvalHours: 72 } : data;
};

/** Replaced all intervals; only the API set any. */
const setByApi: Upcaster = (data) => {
  const { hostId, intervals } = data as { readonly hostId: string; readonly intervals: readonly object[] };
  return { hostId, source: PUT_SOURCE, added: intervals, removed: 'all' };
};

/** Every host could do everything before there were roles. */
const asOwner: Upcaster = (data) => ({ ...data, role: 'owner' });

/** By event type: the upcaster at index 0 leads from version 1 to 2, and so on. */
export const upcasters: { readonly [eventType: string]: readonly Upcaster[] } = {
  // Moves were not counted before.
  SlotMoved: [(data) => ({ ...data, move: 0 })],
  HostAdded: [asOwner],
  BusySet: [setByApi],
  MeetingTypeCreated: [withWaitingAndReminders],
  MeetingTypeChanged: [withWaitingAndReminders],
  LinkIssued: [forAnyone, withMakerAndMail],
  LinkRevoked: [ofReplacement(forAnyone), ofReplacement(withMakerAndMail)],
  LinkReissued: [ofReplacement(forAnyone), ofReplacement(withMakerAndMail)],
  // Version 2 has more reasons. Releases before them must not show one that they cannot name.
  LinkReminderSkipped: [(data) => data],
  // Title and questions of an older booking are those of its meeting type.
  // Before version 4, no region was known.
  BookingRequested: [withWaitingTimes, (data) => data, (data) => data],
  // Nothing was mailed with these: no token decides them.
  OptInRequested: [(data) => ({ ...data, optInTokenHash: '' })],
  ApprovalRequested: [(data) => ({ ...data, round: 1, approvalTokenHash: '' })],
  // Its calendar files went out with the first host as the organizer, and keep it.
  BookingConfirmed: [(data) => data, (data) => data],
  BookingDeclined: [(data) => ({ ...data, cause: 'host', sendFreshLink: false })],
};

/** Brings an event read from the store to the current version of its schema. Unknown types pass unchanged. */
export const upcast = (
  event: StoredEvent,
  steps = upcasters,
  definition: Pick<EventDefinition, 'version'> | undefined = definitionOf(event.type),
): StoredEvent => {
  const current = definition?.version ?? event.meta.version;
  if (event.meta.version === current) return event;
  let data = event.data;
  for (const step of (steps[event.type] ?? []).slice(event.meta.version - 1, current - 1))
    data = step(data, event.meta);
  return { ...event, data, meta: { ...event.meta, version: current } };
};

/** Like {@link upcast}, but throws an {@link UnknownEventError} if this release does not know the type or the version. */
export const upcastKnown = (event: StoredEvent): StoredEvent => {
  const { stream, revision, type, meta } = event;
  const definition = definitionOf(type);
  if (definition !== undefined && meta.version <= definition.version) return upcast(event);
  const unknown = definition === undefined ? 'type' : `version ${meta.version}`;
  throw new UnknownEventError(
    `${stream}: the event at revision ${revision} (${type}) has a ${unknown} that this release does not know. Use the release that stored it, or a newer one.`,
  );
};
