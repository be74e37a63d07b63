import type { Admin } from 'kafkajs';

/** Where each partition of a topic ends, by partition: the offset that the next message gets. */
export const endOffsetsOf = async (admin: Admin, topic: string): Promise<ReadonlyMap<number, string>> =>
  new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, high]));

/** Whether nothing was ever written to this topic; what expired counts. */
export const isNew = async (admin: Admin, topic: string): Promise<boolean> =>
  [...(await endOffsetsOf(admin, topic)).values()].every((offset) => offset === '0');

/** Messages of these topics that a group has not committed. */
export const lagOf = async (admin: Admin, groupId: string, topics: readonly string[]): Promise<number> => {
  const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
  let lag = 0n;
  for (const { topic, partitions } of committed) {
    const offsets = new Map(partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
    for (const { partition, high, low } of await admin.fetchTopicOffsets(topic)) {
      const next = offsets.get(partition) ?? -1n;
      lag += BigInt(high) - (next < 0n ? BigInt(low) : next);
    }
  }
  return Number(lag);
};
