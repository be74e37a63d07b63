import { z } from 'zod';

/** Owners see and change everything in their workspace; a plain host sees what it takes part in. */
export const roleSchema = z.enum(['owner', 'host']);

export type Role = z.infer<typeof roleSchema>;
