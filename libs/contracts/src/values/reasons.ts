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
  'optInExpired',
  'overdue',
]);

export type VoidReason = z.infer<typeof voidReasonSchema>;
