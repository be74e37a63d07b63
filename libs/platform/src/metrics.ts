import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** One value of a gauge with labels. */
export interface GaugeSample<Label extends string> {
  readonly labels: Readonly<Record<Label, string>>;
  readonly value: number;
}

/** Metrics for Prometheus. Labels name parts and operations, never people, links or tokens. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #answers = new Histogram({
    name: 'bookonce_http_answer_seconds',
    help: 'Time to answer, by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.#registry],
  });
  readonly #retries = new Counter({
    name: 'bookonce_bus_retries_total',
    help: 'Deliveries that failed and were tried again, by event type',
    labelNames: ['type'],
    registers: [this.#registry],
  });
  readonly #deadLetters = new Counter({
    name: 'bookonce_dead_letters_total',
    help: 'Messages given up, by subscriber',
    labelNames: ['subscriber'],
    registers: [this.#registry],
  });
  readonly #givenUp = new Counter({
    name: 'bookonce_deliveries_given_up_total',
    help: 'Deliveries to servers of others that were refused, or failed for a day, by kind of receiver',
    labelNames: ['kind'],
    registers: [this.#registry],
  });
  readonly #unreadable = new Counter({
    name: 'bookonce_unreadable_events_total',
    help: 'Stored events that this process met and could not read: damaged, or unknown to this release',
    labelNames: ['reason'],
    registers: [this.#registry],
  });

  readonly #droppedSnapshots = new Counter({
    name: 'bookonce_snapshots_dropped_total',
    help: 'Snapshots that were not saved because the event store takes no events of their size',
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry, prefix: 'bookonce_' });
  }

  answered(operation: string, status: number, seconds: number): void {
    this.#answers.observe({ operation, status }, seconds);
  }

  retried(eventType: string): void {
    this.#retries.inc({ type: eventType });
  }

  deadLettered(subscriber: string): void {
    this.#deadLetters.inc({ subscriber });
  }

  deliveryGivenUp(kind: string): void {
    this.#givenUp.inc({ kind });
  }

  snapshotDropped(): void {
    this.#droppedSnapshots.inc();
  }

  unreadable(reason: 'damaged' | 'unknown'): void {
    this.#unreadable.inc({ reason });
  }

  /** Adds a gauge with one series for each sample that is read at a scrape; the others end. Reading must not reject. */
  labelledGauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    read: () => Promise<readonly GaugeSample<Label>[]>,
  ): void {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [this.#registry],
      async collect() {
        const samples = await read();
        this.reset();
        // A gauge without labels is reset to 0 instead of to no series.
        if (labelNames.length === 0) this.remove();
        for (const { labels, value } of samples) this.set(labels, value);
      },
    });
  }

  /** Adds a gauge whose value is read at each scrape. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** Adds a gauge whose value is asked for at each scrape. It is absent from a scrape at which that fails. */
  gaugeOf(name: string, help: string, read: () => Promise<number>): void {
    this.labelledGauge(name, help, [], () =>
      read().then(
        (value) => [{ labels: {}, value }],
        () => [],
      ),
    );
  }

  /** Returns the metrics in Prometheus' text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
