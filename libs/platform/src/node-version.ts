// Imports nothing: an old Node could neither find nor parse what most modules need.

const LEAST = 24;

/** Returns the line for an operator whose Node is too old; null if this one will do. */
export const tooOldNode = (version: string): string | null =>
  Number.parseInt(version, 10) >= LEAST
    ? null
    : `Bookonce needs Node ${LEAST} or later, and this is Node ${version}. npm ci has installed Node ${LEAST}: start with npm (npm start, ` +
      'npm run ops, npm run prove), or put it first on the path: export PATH="$PWD/node_modules/.bin:$PATH"';

/** Ends the process with 1 and one line if its Node is too old. Call it before anything else is loaded. */
export const requireNode = (): void => {
  const line = tooOldNode(process.versions.node);
  if (line === null) return;
  process.stderr.write(`${line}\n`);
  process.exit(1);
};
