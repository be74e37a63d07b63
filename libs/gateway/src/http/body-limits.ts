import type { Operation } from '../api/operation.js';

/** The size of a request body. Checked before it is parsed, so that a larger one costs next to nothing. */
export interface BodyLimits {
  readonly bytes: number;
  /** Fields of objects and items of arrays, all levels together. */
  readonly members: number;
  readonly depth: number;
}

/** Bookings have the largest bodies of anonymous callers: with all answers, guests and tracking about 60 members. */
const PUBLIC: BodyLimits = { bytes: 32 * 1024, members: 300, depth: 8 };

const WORKSPACE_BYTES = 256 * 1024;
const WORKSPACE_DEPTH = 32;
/** The densest valid bodies, lists of times of day, need ten bytes for each member. */
const BYTES_PER_MEMBER = 8;

/** Returns the limits of an operation's body. */
export const bodyLimitsOf = ({ access, bodyLimit }: Pick<Operation, 'access' | 'bodyLimit'>): BodyLimits => {
  if (access === 'public') return PUBLIC;
  const bytes = bodyLimit ?? WORKSPACE_BYTES;
  return { bytes, members: bytes / BYTES_PER_MEMBER, depth: WORKSPACE_DEPTH };
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * Returns true if a JSON text has more members, or is nested deeper, than the limits allow. Reads it once, and only as
 * far as the limits go. Its answer for a text that is not well-formed means nothing.
 */
export const isTooComplex = (text: Buffer, { members, depth }: Pick<BodyLimits, 'members' | 'depth'>): boolean => {
  let open = 0;
  let counted = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const byte = text[index];
    if (isInString) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) {
      isInString = true;
    } else if (byte === COMMA) {
      counted += 1;
    } else if (isOpening(byte)) {
      open += 1;
      counted += 1;
      if (open > depth) return true;
    } else if (isClosing(byte)) {
      open -= 1;
    }
    if (counted > members) return true;
  }
  return false;
};

const isOpening = (byte: number | undefined): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number | undefined): boolean => byte === 0x7d || byte === 0x5d;
