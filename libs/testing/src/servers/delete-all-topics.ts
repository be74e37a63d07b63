import { Kafka, logLevel } from 'kafkajs';

/** Deletes every topic of a test's own broker except its internal ones. */
export const deleteAllTopics = async (brokers: string): Promise<readonly string[]> => {
  const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
    await admin.deleteTopics({ topics });
    return topics;
  } finally {
    await admin.disconnect();
  }
};
