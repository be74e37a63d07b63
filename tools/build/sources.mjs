import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const workspaceRoot = join(import.meta.dirname, '..', '..');

/**
 * @typedef {object} Source
 * @property {string} path   from the workspace root, with forward slashes
 * @property {string} output where it is compiled or copied to
 * @property {string} mark   changes when the file changes
 */

/**
 * Folders of all workspace packages, such as `libs/kernel`.
 * @param {string} root of the workspace
 */
export const packageFolders = (root = workspaceRoot) =>
  ['apps', 'libs', 'libs/adapters'].flatMap((parent) =>
    readdirSync(join(root, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${parent}/${entry.name}`)
      .filter((folder) => existsSync(join(root, folder, 'package.json'))),
  );

// libs/testing consists of fixtures and the simulator, so its folders are compiled.
const notShipped = /\.(spec|d)\.tsx?$|\/__snapshots__\/|^(?!libs\/testing\/).*\/fixtures\//;

/**
 * Returns the files of a package's src that belong in its dist: all but specs, their fixtures and declarations.
 * @param {string} folder
 * @param {string} root of the workspace
 * @returns {Source[]}
 */
export const sourcesOf = (folder, root = workspaceRoot) => {
  const found = [];
  for (const absolute of filesUnder(join(root, folder, 'src'))) {
    const path = relative(root, absolute).split(sep).join('/');
    if (notShipped.test(path)) continue;
    const { mtimeMs, size } = statSync(absolute);
    const output = path.replace('/src/', '/dist/').replace(/\.tsx?$/, '.js');
    found.push({ path, output, mark: `${mtimeMs}:${size}` });
  }
  return found;
};

/** @param {string} folder */
const filesUnder = function* (folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  for (const entry of entries) if (entry.isFile()) yield join(entry.parentPath, entry.name);
};

/** @param {string} path from the workspace root */
export const exists = (path) => statSync(join(workspaceRoot, path), { throwIfNoEntry: false }) !== undefined;
