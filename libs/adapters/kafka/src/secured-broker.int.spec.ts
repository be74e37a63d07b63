import { freePort } from '@bookonce/testing/harness/free-port';
import { describeWithProgram } from '@bookonce/testing/servers/describe-on-server';
import { KAFKA_PROGRAM, startOwnKafka, type OwnKafka } from '@bookonce/testing/servers/own-kafka';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PACKAGE = new URL('..', import.meta.url).pathname;
const LOGIN = { user: 'bookonce', password: 'open-sesame' };

/** Creates a topic, as a service does that trusts the authorities in a file. Prints the topics, or why there are none. */
const CREATE_TOPIC = `
  const { kafkaClient } = await import('@bookonce/adapter-kafka/kafka-client');
  const { securityOf } = await import('@bookonce/adapter-kafka/kafka-security');
  const { BROKERS: brokers, TLS, USERNAME: username, PASSWORD: password } = process.env;
  const login = username === undefined ? null : { mechanism: 'plain', username, password };
  const admin = kafkaClient({ brokers: [brokers], ...securityOf(TLS === 'true', login) }).admin({ retry: { retries: 0 } });
  try {
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'made-by-a-client' }] });
    process.stdout.write((await admin.listTopics()).join());
  } catch (error) {
    process.stdout.write(error.name + ': ' + error.message);
  }
  process.exit();
`;

describeWithProgram(KAFKA_PROGRAM, 'a Kafka broker with TLS and logins', () => {
  let folder: string;
  let certificate: string;
  let port: number;
  let kafka: OwnKafka;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bookonce-kafka-tls-'));
    const key = join(folder, 'key.pem');
    certificate = join(folder, 'certificate.pem');
    const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const files = ['-keyout', key, '-out', certificate, '-days', '1'];
    await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...named]);
    const keystore = join(folder, 'keystore.pem');
    await writeFile(keystore, `${await readFile(key, 'utf8')}${await readFile(certificate, 'utf8')}`);
    port = await freePort();
    kafka = await startOwnKafka({ secured: { port, keystore, ...LOGIN } });
  });
  afterAll(async () => {
    await kafka.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const createTopic = async (environment: Readonly<Record<string, string>>): Promise<string> => {
    const env = { PATH: process.env['PATH'], BROKERS: `localhost:${port}`, ...environment };
    return (await run(process.execPath, ['--input-type=module', '-e', CREATE_TOPIC], { cwd: PACKAGE, env })).stdout;
  };

  it('takes a client that trusts its certificate and knows the password, and no other', async () => {
    const login = { USERNAME: LOGIN.user, PASSWORD: LOGIN.password };
    const trusting = { TLS: 'true', NODE_EXTRA_CA_CERTS: certificate };
    expect(await createTopic({ ...trusting, ...login })).toBe('made-by-a-client');
    expect(await createTopic({ ...trusting, ...login, PASSWORD: 'guessed' })).toContain('SASLAuthentication');
    expect(await createTopic({ TLS: 'true', ...login })).toContain('self-signed certificate');
    expect(await createTopic({ ...trusting })).not.toContain('made-by-a-client');
  });
});
