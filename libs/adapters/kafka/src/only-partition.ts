import { AssignerProtocol, type PartitionAssigner } from 'kafkajs';

const NAME = 'OnlyPartition';
const VERSION = 0;
const { MemberAssignment, MemberMetadata } = AssignerProtocol;
const userData = Buffer.alloc(0);

/** Assigns one partition of each topic, so that an instance fetches what is meant for it and nothing else. */
export const onlyPartition =
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
