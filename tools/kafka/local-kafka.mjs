import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@bookonce/testing/harness/free-port';
import { kafkaJars } from './jars.mjs';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;
const STARTED = 'Kafka Server started';
const CLUSTER_ID = 'Ym9va29uY2UtbG9jYWwtMQ';

/**
 * A listener that takes only clients with TLS, a user and a password.
 *
 * @typedef {object} Secured
 * @property {number} port
 * @property {string} keystore a PEM file with the key and the certificate
 * @property {string} user
 * @property {string} password
 */

/** @param {Secured} secured */
const securedProperties = ({ keystore, user, password }) => `inter.broker.listener.name=PLAINTEXT
sasl.enabled.mechanisms=PLAIN
ssl.keystore.type=PEM
ssl.keystore.location=${keystore}
listener.name.secured.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_${user}="${password}";
`;

/** @param {{ port: number, controllerPort: number, logs: string, secured?: Secured }} given */
const properties = ({ port, controllerPort, logs, secured }) => `process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}${secured ? `,SECURED://127.0.0.1:${secured.port}` : ''}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}${secured ? `,SECURED://localhost:${secured.port}` : ''}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL
controller.quorum.voters=1@127.0.0.1:${controllerPort}
log.dirs=${logs}
# The product creates its topics itself, with the partitions it states.
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
# Specs make instances lose their group sooner than a product would.
group.min.session.timeout.ms=1000
# After a SIGKILL the controller lets the broker back in only when its last session is over.
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
num.network.threads=2
num.io.threads=4
${secured ? securedProperties(secured) : ''}`;

const java = (/** @type {string} */ jars, /** @type {string[]} */ ...args) =>
  spawn(
    'java',
    [
      '-Xmx512m',
      '-XX:+UseSerialGC',
      '-Djava.awt.headless=true',
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
      '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
      ...['-cp', join(jars, '*')],
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );

/** Calls `onLine` with each line of output, and keeps all output for error messages. */
const listen = (/** @type {import('node:child_process').ChildProcess} */ child, onLine = (_line) => undefined) => {
  const heard = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      heard.text += text;
      text.split('\n').filter(Boolean).forEach(onLine);
    });
  }
  return heard;
};

const format = async (/** @type {string} */ jars, /** @type {string} */ config) => {
  const child = java(jars, 'kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', config);
  const heard = listen(child);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the storage folder could not be formatted:\n${heard.text}`);
};

/** Resolves when the broker accepts requests. */
const started = async (/** @type {import('node:child_process').ChildProcess} */ child) => {
  const { promise, resolve, reject } = Promise.withResolvers();
  const heard = listen(child, (line) => line.includes(STARTED) && resolve(undefined));
  child.once('exit', (code, signal) => reject(new Error(`the broker ended with ${code ?? signal}:\n${heard.text}`)));
  const timer = setTimeout(() => reject(new Error(`the broker did not start:\n${heard.text}`)), START_LIMIT_MS);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Runs one Kafka broker with its own controller on loopback.
 *
 * @param {object} [options]
 * @param {number} [options.port] a free port by default
 * @param {string} [options.dataDir] kept, so that another broker can use it; by default a temporary folder that `stop()` removes
 * @param {(line: string) => void} [options.log] silent by default
 * @param {Secured} [options.secured] a second listener; none by default
 */
export const startLocalKafka = async ({ port, dataDir, log = () => undefined, secured } = {}) => {
  const jars = kafkaJars(log);
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'bookonce-kafka-'));
  const logs = join(folder, 'logs');
  const config = join(folder, 'server.properties');
  const ownPort = port ?? (await freePort());
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    config,
    properties({ port: ownPort, controllerPort: await freePort(), logs, ...(secured && { secured }) }),
  );
  if (!existsSync(join(logs, 'meta.properties'))) await format(jars, config);

  const child = java(jars, 'kafka.Kafka', config);
  const removeData = () => {
    if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
  };
  // The broker must end with this process, even if `stop()` is never called.
  const orphaned = () => {
    child.kill('SIGKILL');
    removeData();
  };
  process.once('exit', orphaned);
  const gone = once(child, 'exit').then(() => process.off('exit', orphaned));
  const kill9 = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  const stop = async () => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    child.kill('SIGTERM');
    await gone;
    clearTimeout(timer);
    removeData();
  };
  try {
    await started(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { brokers: `127.0.0.1:${ownPort}`, port: ownPort, dataDir: folder, pid: child.pid, gone, stop, kill9 };
};
