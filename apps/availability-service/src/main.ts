import { enableCompileCache } from 'node:module';

// Before anything else is loaded: the next start is spared the compiling.
enableCompileCache();
const { run } = await import('./run.js');
await run();
