/**
 * One Apache Kafka broker on loopback, for development and tests. Needs Java >= 17 and, the first time, Maven.
 *
 *   npm run kafka:local                                    127.0.0.1:9092, without keeping its data
 *   npm run kafka:local -- --port 9093 --data ./data/kafka
 */
import { parseArgs } from 'node:util';
import { missingForKafka } from './jars.mjs';
import { startLocalKafka } from './local-kafka.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '9092' }, data: { type: 'string' } } });
const missing = missingForKafka();
if (missing !== null) {
  console.error(`Kafka cannot run here: ${missing}`);
  process.exit(1);
}
const log = (/** @type {string} */ line) => console.log(line);
const kafka = await startLocalKafka({
  port: Number(values.port),
  log,
  ...(values.data === undefined ? {} : { dataDir: values.data }),
});
log(`Kafka is ready at ${kafka.brokers} (process ${kafka.pid}, data in ${kafka.dataDir}); Ctrl-C stops it`);
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void kafka.stop();
  });
}
await kafka.gone;
if (!stopping) {
  console.error('Kafka ended by itself');
  process.exitCode = 1;
}
