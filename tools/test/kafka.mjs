import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { missingForKafka } from '../kafka/jars.mjs';
import { startLocalKafka } from '../kafka/local-kafka.mjs';

const BROKERS = 'BOOKONCE_TEST_KAFKA_BROKERS';
const STANDARD = { host: '127.0.0.1', port: 9092 };
const DOCKER = '/var/run/docker.sock';

const answers = (/** @type {{ host: string, port: number }} */ address) =>
  new Promise((resolve) => {
    const socket = connect({ ...address, timeout: 1_000 });
    const settle = (/** @type {boolean} */ answer) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', settle(true)).once('error', settle(false)).once('timeout', settle(false));
  });

/**
 * Sees to it that the steps find a Kafka broker, where this machine has one or can run one: the one that is named,
 * the one on the standard port, one in a container (which the tests start themselves), or one of our own.
 * @returns {Promise<() => Promise<void>>} ends what was started
 */
export const provideKafka = async () => {
  const nothing = async () => undefined;
  if (process.env[BROKERS] !== undefined || (await answers(STANDARD))) return nothing;
  if (process.env.DOCKER_HOST !== undefined || existsSync(DOCKER)) return nothing;
  const missing = missingForKafka();
  if (missing !== null) {
    console.log(`no Kafka broker: none at ${STANDARD.host}:${STANDARD.port}, none in ${BROKERS}, and ${missing}`);
    return nothing;
  }
  try {
    const kafka = await startLocalKafka({ log: (line) => console.log(line) });
    process.env[BROKERS] = kafka.brokers;
    console.log(`Kafka for the tests: ${kafka.brokers}`);
    return () => kafka.stop();
  } catch (error) {
    // Steps that need Kafka report it in their tally.
    console.error(error);
    return nothing;
  }
};
