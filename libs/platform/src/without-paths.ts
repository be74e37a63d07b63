import { readdirSync } from 'node:fs';

/** The rest of a path, up to what ends it in a sentence, in quotes or in JSON. */
const REST = `[^\\s"'\`\\\\:),;<>]*`;

const escaped = (text: string): string => text.replace(/[^\w]/g, '\\$&');

/** The names in the root folder: a route such as /v1/links begins like a path, but with none of them. */
const rootNames = (): readonly string[] => {
  try {
    return readdirSync('/').filter((name) => /^[\w.-]+$/.test(name));
  } catch {
    return [];
  }
};

/**
 * Returns a function that replaces each absolute path in a text, such as a line of a log in JSON, by the name of the file
 * alone: paths tell about the machine and its users.
 */
export const pathRemover = (): ((text: string) => string) => {
  const names = rootNames().map(escaped);
  const unix = new RegExp(
    `(?:(?<![\\w.\\-/])|(?<=\\\\[nrt]))(?:file://)?/(?:${['proc', ...names].join('|')})/${REST}`,
    'g',
  );
  const windows = new RegExp(`(?<![\\w])[A-Za-z]:(?:(?:\\\\{1,2}|/)${REST})+`, 'g');
  return (text) => text.replace(unix, fileNameOf).replace(windows, fileNameOf);
};

const fileNameOf = (path: string): string => path.split(/[/\\]+/).findLast((part) => part !== '') ?? '';
