import { z } from 'zod';

/** Why a booking attempt can never consume its link. */
export const voidReasonSchema = z.enum([
  'slotTaken',
  'slotNotOffered',
  'linkConsumed',
  'linkExpired',
  'linkReplaced',
  'linkRevoked',
  'linkUnknown',
  'tooManyPending',
  'tooManyAttempts',
  'optInExpired',
  'cancelled',
  'overdue',
]);

/** Why a booking cannot move to another start. */
export const moveRefusalReasonSchema = z.enum(['slotTaken', 'slotNotOffered']);

export type VoidReason = z.infer<typeof voidReasonSchema>;
export type MoveRefusalReason = z.infer<typeof moveRefusalReasonSchema>;
