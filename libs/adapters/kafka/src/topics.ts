import { categoryOf, type StreamName } from '@bookonce/kernel/ports/event-store';

/** What a topic must be when the product creates it. */
export interface TopicSpec {
  readonly topic: string;
  readonly partitions: number;
  readonly retentionMs: number;
  /** The broker's own limit, 1 MiB by default, if left out. */
  readonly maxMessageBytes?: number;
}

export interface TopicSettings {
  /** The first word of every topic; default `bookonce`. */
  readonly topicPrefix?: string | undefined;
  /** Of each topic that does not exist yet; default 6. */
  readonly partitions?: number | undefined;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const EVENTS_KEPT_MS = 7 * DAY_MS;
const DEAD_LETTERS_KEPT_MS = 30 * DAY_MS;
/** A batch of 1,000 links is one command: its body may have 4 MiB, and the rest of the message comes on top. */
const LARGEST_COMMAND_BYTES = 6 * 1024 * 1024;
/** A command or reply that was not read by then is of no use to anybody. */
const MESSAGES_KEPT_MS = 10 * MINUTE_MS;

const kebabCase = (word: string): string => word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The names of all topics, and what each must be. */
export class Topics {
  readonly #prefix: string;
  readonly #partitions: number;
  readonly #eventTopics = new Map<string, string>();

  constructor({ topicPrefix = 'bookonce', partitions = 6 }: TopicSettings) {
    this.#prefix = topicPrefix;
    this.#partitions = partitions;
  }

  /** Of all streams of one category: `bookonce.meeting-type.events.v1`. */
  events(category: string): TopicSpec {
    return this.#spec(`${kebabCase(category)}.events.v1`, EVENTS_KEPT_MS);
  }

  /** The name alone, which every event that is published asks for. */
  eventsOf(stream: StreamName): string {
    const category = categoryOf(stream);
    const known = this.#eventTopics.get(category);
    if (known !== undefined) return known;
    const { topic } = this.events(category);
    this.#eventTopics.set(category, topic);
    return topic;
  }

  /** Of the service that the pattern's first word names: `link.consume` goes to `bookonce.link.commands.v1`. */
  commands(pattern: string): TopicSpec {
    const [service = pattern] = pattern.split('.');
    const spec = this.#spec(`${kebabCase(service)}.commands.v1`, MESSAGES_KEPT_MS);
    return { ...spec, maxMessageBytes: LARGEST_COMMAND_BYTES };
  }

  replies(): TopicSpec {
    return this.#spec('replies.v1', MESSAGES_KEPT_MS);
  }

  deadLetters(subscriber: string): TopicSpec {
    return { ...this.#spec(`${subscriber}.dead-letters.v1`, DEAD_LETTERS_KEPT_MS), partitions: 1 };
  }

  /** The consumer group of a subscriber, or of those who answer for a service's commands. */
  group(name: string): string {
    return `${this.#prefix}.${name}`;
  }

  #spec(rest: string, retentionMs: number): TopicSpec {
    return { topic: `${this.#prefix}.${rest}`, partitions: this.#partitions, retentionMs };
  }
}
