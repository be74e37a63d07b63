import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { overBudget } from './budgets.mjs';
import { workspaceRoot } from './sources.mjs';
import { writeWhole } from './stamp.mjs';

const CONFIG = 'vite.config.mjs';
/** Pages and services share rules of this package. */
const SHARED = join(workspaceRoot, 'libs/kernel/src');
const COMPRESSED = /\.(js|css|svg)$/;

/**
 * True if a package is bundled for browsers instead of compiled file by file.
 * @param {string} folder
 * @param {string} root of the workspace
 */
export const isBundled = (folder, root = workspaceRoot) => existsSync(join(root, folder, CONFIG));

/**
 * Returns the inputs of a package's bundle, each with its size and time.
 * @param {string} folder
 * @returns {Record<string, string>}
 */
export const bundleMarks = (folder) => {
  const absolute = join(workspaceRoot, folder);
  const sources = [join(absolute, 'src'), SHARED].flatMap((sourceFolder) =>
    readdirSync(sourceFolder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const marked = [...sources, join(absolute, CONFIG), join(absolute, 'package.json')].map((file) => {
    const { mtimeMs, size } = statSync(file);
    return [relative(workspaceRoot, file).split(sep).join('/'), `${mtimeMs}:${size}`];
  });
  return Object.fromEntries(marked);
};

/**
 * Builds the bundle, writes compressed files next to the originals, and checks each page's budget.
 * @param {string} folder
 * @returns {Promise<string[]>} descriptions of pages over budget
 */
export const bundle = async (folder) => {
  const absolute = join(workspaceRoot, folder);
  const fromPackage = createRequire(join(absolute, 'package.json'));
  const { build } = await import(pathToFileURL(fromPackage.resolve('vite')).href);
  await build({ configFile: join(absolute, CONFIG), logLevel: 'warn' });
  const dist = join(absolute, 'dist');
  for (const file of readdirSync(dist).filter((name) => COMPRESSED.test(name))) {
    const content = readFileSync(join(dist, file));
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeWhole(join(dist, `${file}.br`), brotliCompressSync(content, { params }));
    writeWhole(join(dist, `${file}.gz`), gzipSync(content, { level: 9 }));
  }
  return overBudget(dist);
};
