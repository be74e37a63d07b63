import { enableCompileCache } from 'node:module';

// New files are for their owner alone: they hold names, addresses, sign-in links and the secret.
process.umask(0o077);
// Before anything else is loaded: the next start is spared the compiling.
enableCompileCache();
const { run } = await import('./run.js');
await run();
