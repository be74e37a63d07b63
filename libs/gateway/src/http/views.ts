import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels, StoredView, View } from '@bookonce/kernel/ports/read-models';
import type { AcknowledgedPositions } from '@bookonce/kernel/ports/acknowledged-positions';
import type { ViewName } from '../api/operation.js';
import { ALL_READ_VIEWS, READ_VIEWS } from '../read-views.js';
import type { Answer } from './answer.js';

const ALL_NAMES = Object.keys(READ_VIEWS) as readonly ViewName[];

const PATIENCE_MS = 1_000;
/** Another version is at most a few commits behind, unless its followers have just stopped. */
const OTHER_VERSIONS_PATIENCE_MS = 250;
/** Followers mark their views every few seconds; see hosting. */
const STILL_FOLLOWED_MS = 15_000;
/** A server that lost its views is noticed within this time. */
const LOOK_EVERY_MS = 250;
/** Looks within this time are compared with each other; an older one says nothing about now. */
const COMPARABLE_MS = 2_000;
const TOKEN = /^[A-Za-z0-9_-]{1,200}$/;

export const CONSISTENCY_TOKEN = 'consistency-token';

/** Tells whether views are current enough to be read, and waits for a write to show (read your writes). */
export class Views {
  /** The newest position that a reader may have seen of each view. */
  readonly #seen = new Map<ViewName, Position>();
  readonly #behind = new Set<ViewName>();
  /** Epochs of each view's documents that were filled at a look. */
  readonly #epochs = new Map<ViewName, Set<string>>();
  /** The newest position that this gateway knows to have been shown or acknowledged. */
  #newest: Position = '';
  #timesFilledAnew = 0;
  /** History may have lost events up to this position, and have stored others there since. */
  #lostUpTo: Position = '';
  /** Versions of another release that are followed at the moment, and so are read by its gateways. */
  #otherVersions: readonly View[] = [];
  #lookAgainAt = -Infinity;
  /** Like the shared ones, for as long as their server is lost. */
  readonly #acknowledged = new Map<ViewName, Position>();
  /** Checkpoint of the booking view at an earlier look. */
  #bookingsBefore: { readonly at: number; readonly position: Position } = { at: -Infinity, position: '' };
  #isLinkLate = false;

  constructor(
    private readonly readModels: Pick<ReadModels, 'waitFor' | 'views'>,
    private readonly acknowledged: AcknowledgedPositions,
    /** Monotonic milliseconds. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Whether one of these views may be older than what a client has seen before, here or at another gateway: it is being
   * filled, or it continues from where an earlier run of this release left it. A client that has seen "used" must not
   * see "open" again (I9).
   */
  async areBehind(names: readonly ViewName[]): Promise<boolean> {
    // An operation without views, such as the health check, answers whatever server is lost.
    if (names.length === 0) return false;
    const areBehind = (): boolean => names.some((name) => this.#behind.has(name));
    if (!areBehind() && this.now() < this.#lookAgainAt) return false;
    await this.#look();
    return areBehind();
  }

  /** How often a view that this gateway had seen was filled anew. Memories of its documents are invalid then. */
  get timesFilledAnew(): number {
    return this.#timesFilledAnew;
  }

  /** Returns the views that this gateway reads and that are behind. While there are any, it is not ready. */
  async behind(): Promise<readonly View[]> {
    await this.#look();
    return ALL_NAMES.filter((name) => this.#behind.has(name)).map((name) => READ_VIEWS[name]);
  }

  /**
   * Waits until the views that a write changes show it, 1 s at most, and resolves with whether they do. If not, every
   * gateway learns that they are late, before the caller is answered.
   */
  async show(position: Position | null, names: readonly ViewName[]): Promise<boolean> {
    if (position === null) return true;
    const isShown = await this.waitUntilShown(position, names);
    this.#newest = later(this.#newest, position);
    if (isShown) return true;
    for (const name of names) this.#acknowledged.set(name, later(this.#acknowledged.get(name), position));
    // A lost server shows nobody anything older, and this gateway remembers by itself.
    await this.acknowledged.raise(names, position).catch(() => undefined);
    return false;
  }

  /**
   * Whether one of these views may lack a write that was acknowledged, here or at another gateway, so that the service
   * that owns the facts has to be asked (I9). Costs one request to the server if no view is late.
   */
  async areLate(names: readonly ViewName[]): Promise<boolean> {
    const shared = await this.acknowledged.of(names);
    const isLate = (name: ViewName, index: number): boolean =>
      later(this.#acknowledged.get(name), shared[index] ?? '') > (this.#seen.get(name) ?? '');
    if (names.some(isLate)) {
      await this.#look();
      if (names.some(isLate)) return true;
    }
    return this.#isLinkLate && names.includes('link');
  }

  /** Waits until the views show the position, 1 s at most, and resolves with whether they do. */
  async waitUntilShown(position: Position, names: readonly ViewName[]): Promise<boolean> {
    const views = names.map((name) => READ_VIEWS[name]);
    // During a rolling upgrade the client's next request may reach a gateway of the other release.
    const others = this.#otherVersions.filter((other) => views.some(({ name }) => name === other.name));
    const [isShown] = await Promise.all([
      this.readModels.waitFor(views, position, PATIENCE_MS),
      others.length === 0 || this.readModels.waitFor(others, position, OTHER_VERSIONS_PATIENCE_MS),
    ]);
    return isShown;
  }

  /**
   * For a reader that sends the token of an earlier write: waits until the views that it reads show that write, 1 s at
   * most, and resolves with whether they do. An invalid token is ignored, and so is one of a write that history has lost.
   */
  async showTo(token: string, names: readonly ViewName[]): Promise<boolean> {
    if (!TOKEN.test(token) || names.length === 0) return true;
    const position = Buffer.from(token, 'base64url').toString('utf8');
    if (await this.waitUntilShown(position, names)) return true;
    // A write that was acknowledged since the loss may have such a position, too.
    return position <= this.#lostUpTo && !(await this.areBehind(names)) && !(await this.areLate(names));
  }

  async #look(): Promise<void> {
    this.#lookAgainAt = this.now() + LOOK_EVERY_MS;
    const stored = await this.readModels.views();
    for (const name of ALL_NAMES) {
      const versions = stored.filter(({ view }) => view.name === name);
      if (this.#isBehind(name, versions)) this.#behind.add(name);
      else this.#behind.delete(name);
    }
    this.#otherVersions = ALL_READ_VIEWS.flatMap((view) => otherVersionsOf(view, stored));
    this.#compareLinksWithBookings(stored);
  }

  /**
   * A booking that is shown as confirmed has used its link. The two views are kept by different services, so one may
   * stand still while the other goes on. The link view advances with booking events, so it is late if it has not come as
   * far as the booking view had come at an earlier look.
   */
  #compareLinksWithBookings(stored: readonly StoredView[]): void {
    const checkpointOf = (name: ViewName): Position =>
      stored.find(({ view }) => view.key === READ_VIEWS[name].key)?.checkpoint ?? '';
    const [at, bookings, before] = [this.now(), checkpointOf('booking'), this.#bookingsBefore];
    this.#isLinkLate = checkpointOf('link') < (at - before.at <= COMPARABLE_MS ? before.position : bookings);
    if (at - before.at >= LOOK_EVERY_MS) this.#bookingsBefore = { at, position: bookings };
  }

  #isBehind(name: ViewName, versions: readonly StoredView[]): boolean {
    const own = versions.find(({ view }) => view.key === READ_VIEWS[name].key);
    if (own?.isFilled === true) this.#noticeEpoch(name, own);
    // At first, what another version shows may have been seen at a gateway of the other release.
    const seen = this.#seen.get(name) ?? newest(versions);
    if (own === undefined || !own.isFilled || (own.checkpoint ?? '') < seen) {
      if (seen !== '') this.#seen.set(name, seen);
      return true;
    }
    this.#seen.set(name, own.checkpoint ?? '');
    this.#newest = later(this.#newest, own.checkpoint ?? '');
    return false;
  }

  /**
   * Forgets what was seen of a view that has been filled anew: it includes everything that history still holds. An epoch
   * that was known before has come back from a backup of the server, and proves nothing.
   */
  #noticeEpoch(name: ViewName, { epoch, checkpoint }: StoredView): void {
    const known = this.#epochs.get(name) ?? new Set();
    if (known.size > 0 && !known.has(epoch)) {
      this.#seen.delete(name);
      this.#acknowledged.delete(name);
      if (this.#newest > (checkpoint ?? '')) this.#lostUpTo = later(this.#lostUpTo, this.#newest);
      this.#newest = checkpoint ?? '';
      this.#timesFilledAnew += 1;
    }
    this.#epochs.set(name, known.add(epoch));
  }
}

const later = (one: Position | undefined, other: Position): Position =>
  one !== undefined && one > other ? one : other;

const newest = (versions: readonly StoredView[]): Position =>
  versions.reduce(
    (position, { checkpoint }) => (checkpoint !== null && checkpoint > position ? checkpoint : position),
    '',
  );

/** Other versions of a view that are followed about as recently as this one. */
const otherVersionsOf = ({ name, key }: View, stored: readonly StoredView[]): readonly View[] => {
  const own = stored.find(({ view }) => view.key === key);
  const since = (own?.followedAt ?? 0) - STILL_FOLLOWED_MS;
  return stored
    .filter(({ view, followedAt }) => view.name === name && view.key !== key && (followedAt ?? 0) >= since)
    .map(({ view }) => view);
};

/** Returns the views that keep a gateway from being ready, as parts of a health check. */
export const viewsBehind = async (views: Views): Promise<{ readonly [part: string]: false }> => {
  // While the server is lost, the check of the server itself says so.
  const behind = await views.behind().catch(() => []);
  return Object.fromEntries(behind.map(({ key }) => [`view ${key}`, false] as const));
};

/** The header by which another reader can wait for this write. */
export const consistencyOf = (position: Position | null): Answer['headers'] =>
  position === null ? {} : { [CONSISTENCY_TOKEN]: Buffer.from(position).toString('base64url') };
