import { createHash } from 'node:crypto';
import { names, phrases, storedNames } from './banned.mjs';
import { extract } from './extract.mjs';

/** The sentence around `index`, so that the rest of a paragraph can change. */
const sentenceAt = (/** @type {string} */ text, /** @type {number} */ index) => {
  const start = Math.max(text.lastIndexOf('. ', index), text.lastIndexOf('; ', index), 0);
  const end = text.indexOf('. ', index + 2);
  return text.slice(start, end === -1 ? undefined : end).trim();
};

/**
 * Finds banned phrases and names.
 *
 * @returns {{ file: string, line: number, excerpt: string, better: string, key: string }[]} `key` stays the same when the sentence
 *   moves to another line or file
 */
export const findBanned = (/** @type {string} */ file, /** @type {string} */ source) =>
  extract(file, source).flatMap(({ kind, line, text }) => {
    if (storedNames.includes(text)) return [];
    const bans = kind === 'name' ? names : phrases;
    return bans.flatMap(({ pattern, better }) => {
      const match = pattern.exec(text);
      if (match === null) return [];
      const sentence = sentenceAt(text, match.index + 2);
      const excerpt = text.slice(Math.max(0, match.index - 40), match.index + Math.max(match[0].length, 60));
      const key = createHash('sha256').update(`${pattern.source}\n${sentence}`).digest('hex').slice(0, 12);
      return [{ file, line, excerpt, better, key }];
    });
  });
