import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const JAVA_AT_LEAST = 17;
const pom = join(import.meta.dirname, 'pom.xml');

const outputOf = (/** @type {string} */ command, /** @type {string[]} */ ...args) => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? `${stdout}${stderr}` : null;
};

/**
 * Returns what is missing to run a broker; null if nothing is.
 * @returns {string | null}
 */
export const missingForKafka = () => {
  const java = outputOf('java', '-version');
  if (java === null) return 'no java';
  const major = Number(/version "(\d+)/.exec(java)?.[1] ?? 0);
  if (major < JAVA_AT_LEAST) return `java ${major}, and Kafka 4 needs ${JAVA_AT_LEAST}`;
  if (existsSync(folder()) || outputOf('mvn', '--version') !== null) return null;
  return 'no mvn';
};

/** Derived from the pom, so that each version has its own folder. */
const folder = () => {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(cache, 'bookonce', `kafka-${createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12)}`);
};

/**
 * Returns the folder with the broker's jars. The first time, Maven downloads about 45 MB.
 * @param {(line: string) => void} log
 * @returns {string}
 */
export const kafkaJars = (log) => {
  const jars = folder();
  if (existsSync(jars)) return jars;
  log(`downloading Apache Kafka from Maven Central to ${jars}, once`);
  // Renamed when complete, so that an interrupted download leaves no broken broker.
  const unfinished = `${jars}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const args = ['-B', '-q', '-f', pom, 'dependency:copy-dependencies'];
  const { status, stdout, stderr } = spawnSync(
    'mvn',
    [...args, '-DincludeScope=runtime', `-DoutputDirectory=${unfinished}`],
    { encoding: 'utf8' },
  );
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`mvn could not resolve ${pom}:\n${stdout}${stderr}`);
  }
  try {
    renameSync(unfinished, jars);
  } catch (error) {
    // Another process was faster.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(jars)) throw error;
  }
  return jars;
};
