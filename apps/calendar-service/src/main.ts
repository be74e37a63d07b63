import { requireNode } from '@bookonce/platform/node-version';

// New files are for their owner alone: they hold names, addresses, sign-in links and the secret.
process.umask(0o077);
requireNode();
// Before anything else is loaded: the next start is spared the compiling.
const { enableCompileCache } = await import('node:module');
enableCompileCache();
const { run } = await import('./run.js');
await run();
