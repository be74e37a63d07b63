/** Options of an `@EventPattern`: how a bus delivers events to the handler. The same on every bus. */
export type SubscriberOptions = {
  /** Names the consumer group: each event reaches one instance of each subscriber, at least once. */
  readonly subscriber: string;
  /**
   * The ordering key: the stream, or the cause (`correlationId`). Events with different keys are handled concurrently.
   */
  readonly orderBy: 'stream' | 'correlation';
  /** Every instance receives every event, and failures are not retried: for waiting on an outcome. */
  readonly fanout?: boolean;
};
