import { FolderInUseError } from '@bookonce/adapter-sqlite/event-store/folder-lock';
import { DamagedEventError, StoreAccessError, StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { printedError } from '@bookonce/platform/describe-error';
import { ConfigError } from '@bookonce/platform/variables';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { exportHistory } from './export.js';
import { importHistory, MigrationError } from './import.js';
import { init } from './init.js';
import { describeRemoved, removeViews } from './remove-views.js';
import { resumePublishing } from './resume-publishing.js';
import { runDeadLetters } from './run-dead-letters.js';
import { UsageError } from './usage-error.js';
import { expectHistory, openStore } from './stores.js';
import { describeVerified, verify } from './verify.js';

const HELP = `npm run ops -- <command> [options]

  init                       makes a demo workspace in a running distributed installation and prints its API key and
                             a link; set KAFKA_BROKERS, REDIS_URL, BASE_URL, BOOKONCE_SECRET_KEY as for its gateway
  export --from <store>      writes all of history, one CloudEvent a line, to standard output or --file
  import --to <store>        appends an export to an empty store, then reads it again and compares
  verify [--in <store>]      reads all of history and checks the checksum and the schema of every event, revisions without
                             gaps and the invariants I1 to I7; without --in, the store of EVENT_STORE_URL or DATA_DIR
                             (./data). Ends with 0 only if nothing is wrong; progress goes to standard error
  remove-views --in <views>  removes the views of other releases that no running release follows, which the services
                             otherwise do after VIEW_RETENTION_HOURS; --dry-run only lists them
  resume-publishing --in <store>  lists the publishers; with --after, those go on that have stopped because history
                             lost events that they had published (docs/runbooks/restored-backup.md)
  dead-letters list          lists events that a subscriber could not handle, of a running installation: the embedded
                             product over its API, or with EVENT_STORE_URL, KAFKA_BROKERS, REDIS_URL and
                             BOOKONCE_SECRET_KEY set as for its services, the distributed one
  dead-letters show <id>     prints one with its event; personal data is masked unless --reveal is given
  dead-letters retry <id>    delivers the event again, to that subscriber alone
  dead-letters discard <id>  removes one for good; its effect does not happen
  help                       this

  <store>      a data folder of the embedded profile (stop the product first), or
               postgres://user:password@host:port/database, or esdb://host:2113?tls=false
  <views>      a data folder (stop the product first), or redis://host:6379
  --file       the file to write or read, instead of standard output or input
  --namespace  as BOOKONCE_NAMESPACE of the services (bookonce); for servers only
  --resume     import: goes on with an import that was cut short
  --after      resume-publishing: end, or the position of the last event not to be published again
  --dry-run    remove-views: lists what would be removed
  --json       verify, remove-views, dead-letters: prints one JSON object; of verify, { ok, events, violations }
  --data       dead-letters: the data folder of the running product; default: DATA_DIR, or ./data
  --key        dead-letters: an API key; default: the one in <data>/first-run.json
  --url        dead-letters: the address of the running product; default: that in <data>/first-run.json

Take along the secret as well: what is in <folder>/secret.key is BOOKONCE_SECRET_KEY.
`;

const options = {
  from: { type: 'string' },
  to: { type: 'string' },
  in: { type: 'string' },
  after: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  file: { type: 'string' },
  data: { type: 'string' },
  key: { type: 'string' },
  url: { type: 'string' },
  reveal: { type: 'boolean', default: false },
  namespace: { type: 'string', default: 'bookonce' },
  resume: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

const report = (message: string): void => void process.stderr.write(`${message}\n`);

const runExport = async ({ from, file, namespace }: Values): Promise<void> => {
  if (from === undefined) throw new UsageError('export needs --from <store>');
  expectHistory(from);
  if (file !== undefined && existsSync(file)) throw new UsageError(`${file} exists: name a new file`);
  const store = await openStore(from, namespace, report);
  const out = file === undefined ? process.stdout : createWriteStream(file, { flags: 'wx', mode: 0o600 });
  const write = (line: string): Promise<void> =>
    out.write(line) ? Promise.resolve() : new Promise((resolve) => out.once('drain', resolve));
  try {
    await exportHistory({ from: store, write, report });
    if (file !== undefined) {
      out.end();
      await finished(out);
    }
  } finally {
    await store.close();
  }
};

const runImport = async ({ to, file, namespace, resume }: Values): Promise<void> => {
  if (to === undefined) throw new UsageError('import needs --to <store>');
  if (file !== undefined && !existsSync(file))
    throw new UsageError(`${file} does not exist: name the file of an export`);
  const store = await openStore(to, namespace, report);
  const input = file === undefined ? process.stdin : createReadStream(file);
  try {
    await importHistory({ to: store, lines: linesOf(input), resume, report });
  } finally {
    await store.close();
  }
};

const runRemoveViews = async (values: Values): Promise<void> => {
  const { in: storage, namespace, json, 'dry-run': isDryRun } = values;
  if (storage === undefined) throw new UsageError('remove-views needs --in <data folder or redis://host:6379>');
  const removed = await removeViews({ storage, namespace, isDryRun, now: Date.now(), report });
  const views = removed.map(({ view, followedAt }) => ({ view: view.key, followedAt }));
  process.stdout.write(
    json ? `${JSON.stringify({ views, removed: !isDryRun })}\n` : describeRemoved(removed, isDryRun),
  );
};

/** Resolves with the exit code. */
const runVerify = async ({ in: place, namespace, json }: Values): Promise<number> => {
  const storage = place ?? defaultStore(process.env);
  expectHistory(storage);
  const store = await openStore(storage, namespace, report);
  try {
    const verified = await verify({ store: store.eventStore, report });
    process.stdout.write(json ? `${JSON.stringify(verified)}\n` : describeVerified(verified, store.name));
    return verified.ok ? 0 : 1;
  } finally {
    await store.close();
  }
};

const defaultStore = ({ EVENT_STORE_URL, DATA_DIR }: NodeJS.ProcessEnv): string =>
  EVENT_STORE_URL ?? DATA_DIR ?? './data';

const runResumePublishing = async ({ in: place, namespace, after }: Values): Promise<void> => {
  if (place === undefined) throw new UsageError('resume-publishing needs --in <store>');
  await resumePublishing({ place, namespace, after, report: (line) => void process.stdout.write(`${line}\n`) });
};

const deadLetters = async (args: readonly string[], { data, key, url, reveal, json }: Values): Promise<void> => {
  const folder = data ?? process.env['DATA_DIR'] ?? './data';
  process.stdout.write(await runDeadLetters({ args, folder, key, url, reveal, json }, process.env));
};

/** Starts reading when the first line is requested, because earlier lines would be lost. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncIterable<string> {
  yield* createInterface({ input, crlfDelay: Infinity });
}

/** Runs one command; resolves with the exit code. */
export const run = async (args: readonly string[]): Promise<number> => {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [command = 'help'] = positionals;
    if (values.help || command === 'help') process.stdout.write(HELP);
    else if (command === 'init') await init(process.env, (text) => process.stdout.write(text));
    else if (command === 'export') await runExport(values);
    else if (command === 'import') await runImport(values);
    else if (command === 'verify') return await runVerify(values);
    else if (command === 'dead-letters') await deadLetters(positionals.slice(1), values);
    else if (command === 'remove-views') await runRemoveViews(values);
    else if (command === 'resume-publishing') await runResumePublishing(values);
    else throw new UsageError(`unknown command ${command}`);
    return 0;
  } catch (error) {
    report(`ops: ${isUsage(error) || isOperators(error) ? error.message : printedError(error)}`);
    if (isUsage(error)) {
      report(`\n${HELP}`);
      return 2;
    }
    return 1;
  }
};

const isUsage = (error: unknown): error is Error =>
  error instanceof UsageError ||
  (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

/** Whether the operator can fix it, so that the message is enough. */
const isOperators = (error: unknown): error is Error =>
  error instanceof ConfigError ||
  error instanceof MigrationError ||
  error instanceof FolderInUseError ||
  error instanceof StoreAccessError ||
  error instanceof StoreUnavailableError ||
  error instanceof DamagedEventError ||
  (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('E'));
