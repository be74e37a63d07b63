import { names, phrases, storedNames } from './banned.mjs';
import { extract } from './extract.mjs';

/**
 * Finds banned phrases and names.
 *
 * @returns {{ file: string, line: number, excerpt: string, better: string }[]}
 */
export const findBanned = (/** @type {string} */ file, /** @type {string} */ source) =>
  extract(file, source).flatMap(({ kind, line, text }) => {
    if (storedNames.includes(text)) return [];
    const bans = kind === 'name' ? names : phrases;
    return bans.flatMap(({ pattern, better }) => {
      const match = pattern.exec(text);
      if (match === null) return [];
      const excerpt = text.slice(Math.max(0, match.index - 40), match.index + Math.max(match[0].length, 60));
      return [{ file, line, excerpt, better }];
    });
  });
