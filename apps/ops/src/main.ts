import { requireNode } from '@bookonce/platform/node-version';

// New files are for their owner alone: they hold names, addresses, sign-in links and the secret.
process.umask(0o077);
requireNode();
const { run } = await import('./run.js');
process.exitCode = await run(process.argv.slice(2));
