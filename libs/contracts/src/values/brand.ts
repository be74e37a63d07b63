import { z } from 'zod';
import { shownName } from './text.js';

export const workspaceNameSchema = shownName(100);

/** Always in lower case. */
export const colorSchema = z
  .string()
  .overwrite((text) => text.toLowerCase())
  .regex(/^#[0-9a-f]{6}$/, 'must be a colour such as #1d4ed8');

/** A picture in base64. The workspace service judges its content. */
export const logoDataSchema = z.base64().min(1).max(88_000, 'must have at most 48 KB');
