import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workspaceRoot } from './sources.mjs';

const stampFile = (/** @type {string} */ folder) => join(workspaceRoot, folder, 'dist', '.build.json');

/**
 * Reads the inputs of the last build of a package. The stamp is inside dist, so that it is deleted or restored together with dist.
 * @param {string} folder
 * @returns {{ tool: string, marks: Record<string, string> }}
 */
export const readStamp = (folder) => {
  try {
    return JSON.parse(readFileSync(stampFile(folder), 'utf8'));
  } catch {
    return { tool: '', marks: {} };
  }
};

/**
 * @param {string} folder
 * @param {{ tool: string, marks: Record<string, string> }} stamp
 */
export const writeStamp = (folder, stamp) => writeWhole(stampFile(folder), JSON.stringify(stamp));

/**
 * Writes atomically: a reader sees the old file or the new one, even during two builds.
 * @param {string} file
 * @param {string | Uint8Array} content
 */
export const writeWhole = (file, content) => {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, content);
  renameSync(draft, file);
};
