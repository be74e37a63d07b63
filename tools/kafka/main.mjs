/**
 * One Apache Kafka broker on loopback, for development and tests. Needs Java >= 17 and, the first time, Maven.
 *
 *   npm run kafka:local                                    127.0.0.1:9092, without keeping its data
 *   npm run kafka:local -- --port 9093 --data ./data/kafka
 */
import { parseCommandLine, runTool, wholeNumber } from '../../libs/platform/src/command-line.ts';
import { missingForKafka } from './jars.mjs';
import { startLocalKafka } from './local-kafka.mjs';

const HELP = `npm run kafka:local -- [options]

Runs one Kafka broker on this machine, for development, until it is stopped.

  --port N       port to listen on (default 9092)
  --data FOLDER  keeps its data there; without it, they are deleted in the end
  --help         this`;

const log = (/** @type {string} */ line) => console.log(line);

const run = async () => {
  const { values } = parseCommandLine({
    options: {
      port: { type: 'string', default: '9092' },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    log(HELP);
    return 0;
  }
  const port = wholeNumber('--port', values.port, 1, 65_535);
  const missing = missingForKafka();
  if (missing !== null) {
    console.error(`Kafka cannot run here: ${missing}`);
    return 1;
  }
  const kafka = await startLocalKafka({
    port,
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
  if (stopping) return 0;
  console.error('Kafka ended by itself');
  return 1;
};

process.exitCode = await runTool({ name: 'kafka:local', help: 'npm run kafka:local -- --help', run });
