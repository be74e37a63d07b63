/** Extras of an `@EventPattern`: how a bus delivers events to this handler. The same on every bus. */
export type SubscriberOptions = {
  /** Names the consumer group: each event reaches each subscriber once or more, whatever the number of instances. */
  readonly subscriber: string;
  /**
   * What keeps its order: events of one stream, or all that follows from one cause (`correlationId`).
   * Events with different keys are handled side by side.
   */
  readonly orderBy: 'stream' | 'correlation';
  /** Every instance gets every event, and nothing is retried: for somebody who waits for an outcome. */
  readonly fanout?: boolean;
};
