import { availabilityProjector } from '@bookonce/availability/views/availability-projector';
import type { PlaceBookingReactor } from '@bookonce/booking/handlers/place-booking-reactor';
import { bookingProjector } from '@bookonce/booking/views/booking-projector';
import { bookingTimers } from '@bookonce/booking/views/booking-timers';
import type { Ports } from '@bookonce/platform/ports.module';
import { ProjectionRunner } from '@bookonce/kernel/projection-runner';
import type { Projector } from '@bookonce/kernel/projector';
import type { Timer } from '@bookonce/kernel/ports/timers';
import { Publisher } from '@bookonce/kernel/publisher';
import { readModelTimers } from '@bookonce/kernel/read-model-timers';
import { TimerRunner } from '@bookonce/kernel/timer-runner';
import { expireLink } from '@bookonce/link/handlers/expire-link';
import type { LinkService } from '@bookonce/link/handlers/link-service';
import { linkProjector } from '@bookonce/link/views/link-projector';
import { linkTimers } from '@bookonce/link/views/link-timers';
import { notificationProjector } from '@bookonce/notification/views/notification-projector';
import { workspaceProjector } from '@bookonce/workspace/views/workspace-projector';
import type { Logger } from 'pino';

export const projectors: readonly Projector[] = [
  linkProjector,
  availabilityProjector,
  bookingProjector,
  workspaceProjector,
  notificationProjector,
];

export interface FollowersOptions {
  readonly ports: Pick<Ports, 'eventStore' | 'readModels' | 'checkpoints' | 'bus' | 'clock' | 'ids'>;
  readonly links: LinkService;
  readonly placeBooking: PlaceBookingReactor;
  readonly logger: Logger;
}

const CATCH_UP_PATIENCE_MS = 1_000;

/** Everything that derives from history: read models, what is published, timers. */
export class HistoryFollowers {
  readonly #projections: readonly ProjectionRunner[];
  readonly #publisher: Publisher;
  readonly #timers: readonly TimerRunner[];

  constructor(private readonly options: FollowersOptions) {
    const { ports, logger } = options;
    const { eventStore: store, readModels, checkpoints, bus } = ports;
    const failed = (name: string) => (error: unknown, retryInMs: number) =>
      logger.error({ err: error, name, retryInMs }, 'following history was interrupted');
    const linkTimer = this.#timerRunner(linkTimers, (timer) => expireLink(options.links, ports.ids, timer));
    const bookingTimer = this.#timerRunner(bookingTimers, (timer) => options.placeBooking.onTimer(timer));
    const timerOf: { readonly [collection: string]: TimerRunner } = {
      [linkTimers.name]: linkTimer,
      [bookingTimers.name]: bookingTimer,
    };
    this.#timers = [linkTimer, bookingTimer];
    this.#publisher = new Publisher({ store, bus, checkpoints, onError: failed('publisher') });
    this.#projections = projectors.map(
      (projector) =>
        new ProjectionRunner({
          projector,
          store,
          readModels,
          onCommitted: (_position, writes) => {
            for (const { collection, doc } of writes) {
              if (doc !== null) timerOf[collection.name]?.poke((doc as Timer).dueAt);
            }
          },
          onError: failed(projector.name),
        }),
    );
  }

  /** Resolves when the read models show all of history; what was left half done is taken up from then on. */
  async start(): Promise<void> {
    for (const projection of this.#projections) projection.start();
    await this.caughtUp();
    this.#publisher.start();
    for (const timer of this.#timers) timer.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#timers.map((timer) => timer.stop()));
    await this.#publisher.stop();
    await Promise.all(this.#projections.map((projection) => projection.stop()));
  }

  /** Resolves when every read model shows what is stored now. */
  async caughtUp(): Promise<void> {
    const { eventStore, readModels } = this.options.ports;
    const head = await eventStore.head();
    if (head === null) return;
    const names = projectors.map((projector) => projector.name);
    while (!(await readModels.waitFor(names, head, CATCH_UP_PATIENCE_MS))) {
      this.options.logger.info({ head }, 'read models are catching up with history');
    }
  }

  /** Resolves when nothing follows any more from what is stored, all timers due by now included. */
  async settled(): Promise<void> {
    for (;;) {
      const head = await this.options.ports.eventStore.head();
      await this.#publisherAt(head);
      await this.caughtUp();
      if (head !== (await this.options.ports.eventStore.head())) continue;
      const fired = await Promise.all(this.#timers.map((timer) => timer.fireDue()));
      if (fired.every((count) => count === 0) && head === (await this.options.ports.eventStore.head())) return;
    }
  }

  /** Parts that are held up, by name. */
  interrupted(): readonly string[] {
    const projections = this.#projections.flatMap(({ status }) => (status.lastError === null ? [] : [status.name]));
    return this.#publisher.lastError === null ? projections : [...projections, 'publisher'];
  }

  async #publisherAt(head: string | null): Promise<void> {
    while (head !== null && (this.#publisher.position ?? '') < head) {
      await new Promise(setImmediate);
      await this.#publisher.drained();
    }
  }

  #timerRunner(collection: typeof linkTimers, handle: ConstructorParameters<typeof TimerRunner>[0]['handle']) {
    const { ports, logger } = this.options;
    return new TimerRunner({
      timers: readModelTimers(ports.readModels, collection),
      clock: ports.clock,
      handle,
      onError: (error, timer) => logger.warn({ err: error, timer: timer?.id }, 'a timer could not be handled yet'),
    });
  }
}
