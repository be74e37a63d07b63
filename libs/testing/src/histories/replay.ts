import { calendar } from '@bookonce/availability/domain/calendar';
import { meetingType } from '@bookonce/availability/domain/meeting-type';
import { availabilityParts } from '@bookonce/availability/availability-parts';
import { bookingParts } from '@bookonce/booking/booking-parts';
import { booking } from '@bookonce/booking/domain/booking';
import { connectedCalendar } from '@bookonce/calendars/domain/connected-calendar';
import { hostHolidays } from '@bookonce/calendars/domain/host-holidays';
import { calendarsProjector } from '@bookonce/calendars/views/calendars-projector';
import type { EventDefinition } from '@bookonce/contracts/define-event';
import { eventCatalogue } from '@bookonce/contracts/event-catalogue';
import { upcast, upcasters } from '@bookonce/contracts/upcast';
import { HistoryCheck } from '@bookonce/invariants/history-check';
import type { Violation } from '@bookonce/invariants/violation';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import type { DomainEvent } from '@bookonce/kernel/decider';
import { categoryOf, type StoredEvent, type StreamName } from '@bookonce/kernel/ports/event-store';
import type { DocumentProjection, Projector } from '@bookonce/kernel/projector';
import { link } from '@bookonce/link/domain/link';
import { linkParts } from '@bookonce/link/link-parts';
import { notificationParts } from '@bookonce/notification/notification-parts';
import { TokenVault } from '@bookonce/secrets/token-vault';
import { session } from '@bookonce/workspace/domain/session';
import { workspace } from '@bookonce/workspace/domain/workspace';
import { workspaceParts } from '@bookonce/workspace/workspace-parts';
import { createHash } from 'node:crypto';

export type Catalogue = ReadonlyMap<string, EventDefinition>;

/** The product's event definitions by type. */
export const currentCatalogue: Catalogue = new Map(
  Object.values(eventCatalogue)
    .flat()
    .map((definition) => [definition.type, definition]),
);

const vault = new TokenVault(new Uint8Array(32));

/** The projectors of all services. */
export const projectors: readonly Projector[] = [
  linkParts({ vault, tokenLength: 22 }),
  availabilityParts,
  bookingParts({ vault, mailFrom: { name: '', address: 'bookonce@localhost' } }),
  workspaceParts({ vault }),
  notificationParts({ baseUrl: 'https://book.example.com', vault }),
]
  .flatMap((parts) => parts.projectors)
  .concat(calendarsProjector);

/** An event as the product reads it today. */
export const upcastTo = (catalogue: Catalogue, event: StoredEvent): StoredEvent =>
  upcast(event, upcasters, catalogue.get(event.type));

/**
 * Compares stored events with a catalogue: each type is known, each event parses once it is upcast, and the schema knows
 * each of its fields. Returns the differences, one sentence each, without repetitions.
 */
export const schemaProblems = (events: readonly StoredEvent[], catalogue: Catalogue): readonly string[] => [
  ...new Set(events.flatMap((event) => problemsOf(upcastTo(catalogue, event), catalogue.get(event.type)))),
];

const problemsOf = ({ type, data, meta }: StoredEvent, definition: EventDefinition | undefined): readonly string[] => {
  if (definition === undefined) return [`${type} is stored, but missing in the event catalogue.`];
  if (meta.version > definition.version) return [`${type} is stored in version ${meta.version}, which is unknown.`];
  const parsed = definition.schema.safeParse(data);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => `${type}: ${path.join('.') || 'data'}: ${message}`);
  }
  const kept = parsed.data as object;
  const lost = Object.keys(data).filter((field) => !Object.hasOwn(kept, field));
  if (lost.length > 0) return lost.map((field) => `${type}: ${field}: is stored, but missing in the schema`);
  return canonicalJson(kept) === canonicalJson(data) ? [] : [`${type}: its schema changes what is stored.`];
};

interface Fold {
  readonly initial: unknown;
  readonly evolve: (state: never, event: never) => unknown;
}

/** Folds by category of stream. A mail's stream has no state. */
const folds: { readonly [Category in keyof typeof eventCatalogue]: Fold | null } = {
  link,
  calendar,
  meetingType,
  booking,
  workspace,
  session,
  mail: null,
  connectedCalendar,
  holidays: hostHolidays,
};

const foldOf = (category: string): Fold | null =>
  new Map<string, Fold | null>(Object.entries(folds)).get(category) ?? null;

/** Folds every stream in its order and in reverse: a fold accepts any event in any state. Throws if one does not. */
export const foldAll = (events: readonly StoredEvent[]): ReadonlyMap<StreamName, unknown> => {
  const states = new Map<StreamName, unknown>();
  for (const [stream, past] of Map.groupBy(events, (event) => event.stream)) {
    const fold = foldOf(categoryOf(stream));
    if (fold === null) continue;
    foldOver(fold, past.toReversed(), stream);
    states.set(stream, foldOver(fold, past, stream));
  }
  return states;
};

const foldOver = ({ initial, evolve }: Fold, past: readonly DomainEvent[], stream: StreamName): unknown =>
  past.reduce((state, event) => {
    const next = evolve(state as never, event as never);
    if (next === undefined) throw new Error(`the fold of ${stream} has no state after ${event.type}`);
    return next;
  }, initial);

/** Folds a projector over events. Returns the SHA-256 of its documents in canonical form. */
export const viewHash = ({ categories, documents }: Projector, events: readonly StoredEvent[]): string => {
  const digest = createHash('sha256');
  const own = events.filter(({ stream }) => categories.includes(categoryOf(stream)));
  for (const projection of documents as unknown as readonly DocumentProjection<object>[]) {
    digest.update(`\n${projection.collection.name}\n`);
    const docs = new Map<string, object>();
    for (const event of own) {
      for (const id of projection.idsOf(event)) {
        const doc = projection.evolve(docs.get(id) ?? null, event, id);
        if (doc === null) docs.delete(id);
        else docs.set(id, doc);
      }
    }
    for (const [id, doc] of [...docs].sort(([a], [b]) => (a < b ? -1 : 1))) {
      digest.update(`${JSON.stringify(id)}:${canonicalJson(doc)}\n`);
    }
  }
  return digest.digest('hex');
};

/** The invariants that a history violates; nothing may be in flight at its end. */
export const violationsOf = (events: readonly StoredEvent[]): readonly Violation[] => {
  const check = new HistoryCheck();
  for (const event of events) check.add(event);
  return check.finish({ isAtRest: true });
};
