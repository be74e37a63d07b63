import { fold, type Decider, type DomainEvent } from './decider.js';
import {
  DamagedEventError,
  NO_STREAM,
  type EventStore,
  type Position,
  type StoredEvent,
  type StreamName,
} from './ports/event-store.js';
import type { Snapshots } from './ports/snapshots.js';

export interface Loaded<State> {
  readonly state: State;
  /** Revision of the last event folded; {@link NO_STREAM} when there is none. */
  readonly revision: number;
  /** Position of that event; null when there is none, or it is only known from a snapshot. */
  readonly position: Position | null;
  /** Id of that event; null when there is none, or it is unknown. */
  readonly id: string | null;
}

export interface LoadOptions {
  readonly snapshot?: {
    readonly store: Snapshots;
    /** Version of the state's shape; raise it whenever `evolve` folds differently. */
    readonly version: number;
    /** A snapshot is written whenever the revision passes a multiple of this, or of a larger number in a long history. */
    readonly every: number;
  };
}

/**
 * Loads an aggregate: folds the stream's newer events onto a cached state, a snapshot, or the initial state. Rejects with
 * a {@link DamagedEventError} if an event is damaged or missing (I11). The read begins at the event that the known state
 * ends with: if history has lost that event, such as after a backup was restored, the known state is discarded.
 */
export const loadAggregate = async <State, Event extends DomainEvent>(
  store: Pick<EventStore, 'readStream'>,
  decider: Pick<Decider<never, State, Event, unknown>, 'initial' | 'evolve'>,
  stream: StreamName,
  warm: Loaded<State> | undefined,
  options: LoadOptions,
): Promise<Loaded<State>> => {
  const known = warm ?? (await fromSnapshot<State>(stream, options)) ?? notLoaded(decider.initial);
  if (known.revision === NO_STREAM) return foldPages(store, decider, stream, known);
  const page = await store.readStream(stream, { from: known.revision, limit: PAGE_EVENTS });
  const [there] = page;
  const isHeld = there?.revision === known.revision && (known.id === null || known.id === there.id);
  if (!isHeld) return foldPages(store, decider, stream, notLoaded(decider.initial));
  const ended = { ...known, position: there.position, id: there.id };
  const loaded = page.length === 1 ? ended : foldPage(decider, stream, ended, page.slice(1));
  return page.length < PAGE_EVENTS ? loaded : foldPages(store, decider, stream, loaded);
};

/** More than most streams hold: of those, one read is enough. */
export const PAGE_EVENTS = 1_000;

/** Folds page by page, so that neither memory nor the time of one query grows with the stream. */
const foldPages = async <State, Event extends DomainEvent>(
  store: Pick<EventStore, 'readStream'>,
  decider: Pick<Decider<never, State, Event, unknown>, 'evolve'>,
  stream: StreamName,
  known: Loaded<State>,
): Promise<Loaded<State>> => {
  for (let loaded = known; ;) {
    const page = await store.readStream(stream, { from: loaded.revision + 1, limit: PAGE_EVENTS });
    loaded = foldPage(decider, stream, loaded, page);
    if (page.length < PAGE_EVENTS) return loaded;
  }
};

const foldPage = <State, Event extends DomainEvent>(
  decider: Pick<Decider<never, State, Event, unknown>, 'evolve'>,
  stream: StreamName,
  loaded: Loaded<State>,
  page: readonly StoredEvent[],
): Loaded<State> => {
  const last = page.at(-1);
  if (last === undefined) return loaded;
  const { revision, position, id } = last;
  if (revision !== loaded.revision + page.length) {
    throw new DamagedEventError(stream, loaded.revision + 1, position, 'it, or one after it, is missing');
  }
  return { state: fold(decider, loaded.state, page as unknown as Iterable<Event>), revision, position, id };
};

/** The initial state, as of a stream that does not exist. */
export const notLoaded = <State>(initial: State): Loaded<State> => ({
  state: initial,
  revision: NO_STREAM,
  position: null,
  id: null,
});

const fromSnapshot = async <State>(stream: StreamName, options: LoadOptions): Promise<Loaded<State> | null> => {
  const snapshot = await options.snapshot?.store.load(stream);
  if (snapshot == null || snapshot.version !== options.snapshot?.version) return null;
  return { state: snapshot.state as State, revision: snapshot.revision, position: null, id: snapshot.eventId ?? null };
};
