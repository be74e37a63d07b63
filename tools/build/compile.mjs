import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { workspaceRoot } from './sources.mjs';
import { writeWhole } from './stamp.mjs';

/**
 * Compiles TypeScript with source maps; copies other files.
 * @param {import('./sources.mjs').Source[]} sources
 * @returns {Promise<string[]>} the compiler's errors by file
 */
export const compile = async (sources) => {
  // Loaded lazily, so that a build without changes stays fast.
  const { transform } = await import('@swc/core');
  const options = JSON.parse(readFileSync(join(workspaceRoot, '.swcrc'), 'utf8'));
  delete options.$schema;
  const outcomes = await Promise.all(
    sources.map(async ({ path, output }) => {
      const file = join(workspaceRoot, path);
      const target = join(workspaceRoot, output);
      if (!/\.tsx?$/.test(path)) {
        writeWhole(target, await readFile(file));
        return [];
      }
      try {
        const sourceFileName = relative(dirname(target), file);
        const text = await readFile(file, 'utf8');
        const { code, map } = await transform(text, { ...options, filename: file, sourceFileName, swcrc: false });
        const mapName = `${basename(target)}.map`;
        writeWhole(`${target}.map`, map ?? '');
        writeWhole(target, `${code}\n//# sourceMappingURL=${mapName}\n`);
        return [];
      } catch (error) {
        return [`${path}: ${error instanceof Error ? error.message : String(error)}`];
      }
    }),
  );
  return outcomes.flat();
};
