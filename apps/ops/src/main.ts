import { run } from './run.js';

// New files are for their owner alone: they hold names, addresses, sign-in links and the secret.
process.umask(0o077);
process.exitCode = await run(process.argv.slice(2));
