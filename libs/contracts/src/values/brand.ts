import { LARGEST_LOGO_BYTES } from '@bookonce/kernel/logo-limits';
import { z } from 'zod';
import { shownName } from './text.js';

export const workspaceNameSchema = shownName(100);

/** Always in lower case. */
export const colorSchema = z
  .string()
  .overwrite((text) => text.toLowerCase())
  .regex(/^#[0-9a-f]{6}$/, 'must be a colour such as #1d4ed8');

/** A picture in base64. The workspace service judges its content. */
export const logoDataSchema = z
  .base64()
  .min(1)
  .max(Math.ceil(LARGEST_LOGO_BYTES / 3) * 4, `must have at most ${LARGEST_LOGO_BYTES / 1024} KB`);
