import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { isBundled } from './bundle.mjs';
import { packageFolders, sourcesOf, workspaceRoot } from './sources.mjs';

/**
 * @typedef {object} Closure
 * @property {string[]} folders of workspace packages, such as `libs/kernel`
 * @property {Map<string, string>} external npm packages, each with a folder that needs it
 */

const readJson = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8'));

const IMPORT = /(?:\bfrom|\bimport|\brequire|createRequire\([^)]*\))\s*\(?\s*['"]([@\w][\w@/.:-]*)['"]/g;

/** Packages that the shipped sources of a folder import. A bundle brings its packages along. */
const importedBy = (/** @type {string} */ folder, /** @type {string} */ root) =>
  isBundled(folder, root)
    ? []
    : sourcesOf(folder, root)
        .filter(({ path }) => path.endsWith('.ts'))
        .flatMap(({ path }) => [...readFileSync(join(root, path), 'utf8').matchAll(IMPORT)])
        .map(([, specifier]) => specifier)
        .filter((specifier) => !isBuiltin(specifier))
        .map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);

/**
 * Everything that the packages in these folders need at run time, directly or through other workspace packages: both
 * what the manifests declare and what the sources import.
 * @param {string[]} folders
 * @param {string} root of the workspace
 * @returns {Closure}
 */
export const closureOf = (folders, root = workspaceRoot) => {
  const folderOf = new Map(
    packageFolders(root).map((folder) => [readJson(join(root, folder, 'package.json')).name, folder]),
  );
  const reached = new Set(folders);
  /** @type {Map<string, string>} */
  const external = new Map();
  for (const folder of reached) {
    const { dependencies = {} } = readJson(join(root, folder, 'package.json'));
    for (const name of [...Object.keys(dependencies), ...importedBy(folder, root)]) {
      const workspaceFolder = folderOf.get(name);
      if (workspaceFolder !== undefined) reached.add(workspaceFolder);
      else if (!external.has(name)) external.set(name, folder);
    }
  }
  return { folders: [...reached].sort(), external };
};

/** Folders in which Node looks for the dependencies of the package at a path, nearest first. */
const lookedUpFrom = (/** @type {string} */ path) => {
  const parts = path.split('/');
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
};

/**
 * The npm packages that a closure runs on, dependencies of dependencies included, as the lockfile places them.
 * @param {string[]} folders of a closure
 * @param {string} root of the workspace
 * @returns {string[]} paths such as `node_modules/pino`
 */
export const installedFor = (folders, root = workspaceRoot) => {
  const { packages } = readJson(join(root, 'package-lock.json'));
  const reached = new Set(folders);
  for (const path of reached) {
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
      peerDependenciesMeta,
    } = packages[path];
    const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta?.[name]?.optional !== true);
    for (const name of [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...peers]) {
      const place = lookedUpFrom(path)
        .map((folder) => `${folder === '' ? '' : `${folder}/`}node_modules/${name}`)
        .find((candidate) => candidate in packages);
      if (place !== undefined) reached.add(packages[place].link === true ? packages[place].resolved : place);
    }
  }
  return [...reached].filter((path) => path.includes('node_modules')).sort();
};
