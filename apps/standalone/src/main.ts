import { enableCompileCache } from 'node:module';

// Before anything else is loaded: compiling the modules is most of what a start takes, and the next start is spared it.
enableCompileCache();
const { run } = await import('./run.js');
await run();
