/** Stands between the parts of a member of a sorted set; sorts before everything that a part can contain. */
export const SEPARATOR = '\0';
/** Sorts after the separator and before, or with, everything else that can follow a part. */
export const AFTER_SEPARATOR = '\u0001';

/**
 * A text as a part of a member: without the separator, and in the same order as the texts. The server compares
 * bytes of UTF-8, so texts are in the order of their code points.
 */
export const orderedText = (text: string): string =>
  text.replaceAll('\u0001', '\u0001\u0002').replaceAll('\0', '\u0001\u0001');

export const textOf = (ordered: string): string =>
  ordered.replaceAll('\u0001\u0001', '\0').replaceAll('\u0001\u0002', '\u0001');
