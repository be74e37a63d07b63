/**
 * @typedef {{ path: string, lines: number }} SizedFile
 * @typedef {{ files: number, lines: number, median: number, p90: number, small: number, smallPercent: number }} Summary
 */

const SMALL_LINES = 40;

/** @param {SizedFile} file */
const isSmall = ({ lines }) => lines <= SMALL_LINES;

/** The nearest-rank percentile of sorted numbers; 0 for none. */
const percentile = (/** @type {readonly number[]} */ sorted, /** @type {number} */ share) =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;

/** @param {readonly SizedFile[]} files @returns {Summary} */
const summaryOf = (files) => {
  const sorted = files.map(({ lines }) => lines).toSorted((a, b) => a - b);
  const small = files.filter(isSmall).length;
  return {
    files: files.length,
    lines: sorted.reduce((sum, lines) => sum + lines, 0),
    median: percentile(sorted, 0.5),
    p90: percentile(sorted, 0.9),
    small,
    smallPercent: files.length === 0 ? 0 : Math.round((1000 * small) / files.length) / 10,
  };
};

/** `apps/web`, `libs/link`; adapters have one package for each technology: `libs/adapters/redis`. */
const folderOf = (/** @type {string} */ path) => path.split('/src/')[0] ?? path;

/**
 * Summarizes all files, and those of each package.
 *
 * @param {readonly SizedFile[]} files
 */
export const summarize = (files) => {
  const byFolder = Object.groupBy(files, ({ path }) => folderOf(path));
  const folders = Object.fromEntries(
    Object.entries(byFolder).map(([folder, inFolder]) => [folder, summaryOf(inFolder ?? [])]),
  );
  return { total: summaryOf(files), folders, small: files.filter(isSmall) };
};
