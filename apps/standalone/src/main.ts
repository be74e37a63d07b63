import { enableCompileCache } from 'node:module';

// New files are for their owner alone: they hold names, addresses, sign-in links and the secret.
process.umask(0o077);
// Before anything else is loaded: compiling the modules is most of what a start takes, and the next start is spared it.
enableCompileCache();
const { run } = await import('./run.js');
await run();
