import { AssignerProtocol, type KafkaMessage, type PartitionAssigner } from 'kafkajs';
import { randomInt } from 'node:crypto';
import type { ConsumerContext } from './build-consumers.js';
import { TailConsumer } from './tail-consumer.js';

/** Reads the replies to this instance's commands from one partition, which each command names. */
export class ReplyListener {
  readonly #consumer: TailConsumer;
  readonly #topic: string;
  #partition: number | null = null;

  constructor({ kafka, topics, instance, sessionTimeoutMs, endOffsets, consumerFailed }: ConsumerContext, hear: Hear) {
    this.#topic = topics.replies().topic;
    const groupId = topics.group(`replies.${instance}`);
    this.#consumer = new TailConsumer({
      kafka,
      groupId,
      topics: [this.#topic],
      sessionTimeoutMs,
      assigner: onlyPartition(() => this.partition),
      endOffsets: async (topic) => {
        const ends = await endOffsets(topic);
        this.#partition ??= [...ends.keys()][randomInt(ends.size)] ?? 0;
        return ends;
      },
      onError: (error, retryInMs) => consumerFailed(`replies cannot be read: ${error.message}`, { groupId, retryInMs }),
      hear,
    });
  }

  get partition(): number {
    return this.#partition ?? 0;
  }

  start(): void {
    this.#consumer.start();
  }

  /** Resolves when every reply from now on is received. */
  joined(): Promise<void> {
    return this.#consumer.joined();
  }

  /** The topic was recreated: its old offsets mean nothing. */
  forget(topic: string): void {
    if (topic === this.#topic) this.#consumer.forget(topic);
  }

  stop(): Promise<void> {
    return this.#consumer.stop();
  }
}

type Hear = (message: KafkaMessage) => void;

const NAME = 'OnlyPartition';
const VERSION = 0;
const { MemberAssignment, MemberMetadata } = AssignerProtocol;
const userData = Buffer.alloc(0);

/** Assigns one partition of each topic, so that an instance fetches only messages addressed to it. */
const onlyPartition =
  (partition: () => number): PartitionAssigner =>
  () => ({
    name: NAME,
    version: VERSION,
    assign: ({ members, topics }) => {
      const assignment = Object.fromEntries(topics.map((topic) => [topic, [partition()]]));
      const memberAssignment = MemberAssignment.encode({ version: VERSION, assignment, userData });
      return Promise.resolve(members.map(({ memberId }) => ({ memberId, memberAssignment })));
    },
    protocol: ({ topics }) => ({
      name: NAME,
      metadata: MemberMetadata.encode({ version: VERSION, topics, userData }),
    }),
  });
