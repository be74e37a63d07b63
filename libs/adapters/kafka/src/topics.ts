import { eventPattern } from '@bookonce/contracts/cloud-event';
import { eventCatalogue } from '@bookonce/contracts/event-catalogue';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import { categoryOf, type StreamName } from '@bookonce/kernel/ports/event-store';

/** A topic and the settings it is created with. */
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
  /** Partitions of newly created topics; default 6. */
  readonly partitions?: number | undefined;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const EVENTS_KEPT_MS = 7 * DAY_MS;
const DEAD_LETTERS_KEPT_MS = 30 * DAY_MS;
/** A batch of 1,000 links is one command: a body of up to 4 MiB, plus the rest of the message. */
const LARGEST_COMMAND_BYTES = 6 * 1024 * 1024;
/** By then no caller waits for a command or reply any more. */
const MESSAGES_KEPT_MS = 10 * MINUTE_MS;

const kebabCase = (word: string): string => word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Names and settings of all topics. */
export class Topics {
  readonly #prefix: string;
  readonly #partitions: number;
  readonly #eventTopics = new Map<string, string>();

  constructor({ topicPrefix = 'bookonce', partitions = 6 }: TopicSettings) {
    this.#prefix = topicPrefix;
    this.#partitions = partitions;
  }

  /** Events of all streams of a category: `bookonce.meeting-type.events.v1`. */
  events(category: string): TopicSpec {
    return this.#spec(`${kebabCase(category)}.events.v1`, EVENTS_KEPT_MS);
  }

  /** The topic's name for a stream's events. Cached, as each published event asks for it. */
  eventsOf(stream: StreamName): string {
    const category = categoryOf(stream);
    const known = this.#eventTopics.get(category);
    if (known !== undefined) return known;
    const { topic } = this.events(category);
    this.#eventTopics.set(category, topic);
    return topic;
  }

  /** Commands of the service named by the pattern's first word: `link.consume` goes to `bookonce.link.commands.v1`. */
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

  /** The consumer group of a subscriber. */
  group(name: string): string {
    return `${this.#prefix}.${name}`;
  }

  #spec(rest: string, retentionMs: number): TopicSpec {
    return { topic: `${this.#prefix}.${rest}`, partitions: this.#partitions, retentionMs };
  }
}

export const CATEGORIES: readonly string[] = Object.keys(eventCatalogue);

const categoryByPattern = new Map<string, string>(
  Object.entries(eventCatalogue).flatMap(([category, definitions]) =>
    definitions.map(({ type }): [string, string] => [eventPattern(type), category]),
  ),
);

/** Returns the stream categories of these event patterns; all categories if a pattern is in no catalogue. */
export const categoriesOf = (patterns: Iterable<string>): readonly string[] => {
  const categories = new Set<string>();
  for (const pattern of patterns) {
    const category = categoryByPattern.get(pattern);
    if (category === undefined) return CATEGORIES;
    categories.add(category);
  }
  return [...categories];
};

/** Payload fields that name a command's aggregate, by service. The first one present wins. */
const AGGREGATE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  link: ['linkId'],
  availability: ['hostId', 'hostIds', 'meetingTypeId'],
  booking: ['bookingId'],
  workspace: ['sessionId', 'workspaceId'],
  calendars: ['calendarId', 'hostId', 'hostIds'],
};

/**
 * Returns the partition key of a command: its aggregate. Commands for one aggregate reach one instance, which keeps its
 * state warm and avoids conflicts. An optimisation only: the store decides between instances that append to one stream.
 */
export const commandKey = (pattern: string, { payload, context }: CommandMessage): string => {
  const [service = ''] = pattern.split('.');
  const fields = payload as Readonly<Record<string, unknown>> | null;
  for (const name of AGGREGATE_FIELDS[service] ?? []) {
    const value: unknown = fields?.[name];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string') return first;
  }
  return context.correlationId;
};
