import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';

// Stream: mail-<hash of the effect's id>, with this one event.

export const mailEvents = [
  /** A mail server has taken the mail of this effect: it is not sent again, whatever is replayed (I14). */
  defineEvent('MailSent', 1, z.object({ effectId: z.string() })),
] as const;

export type MailEvent = EventOf<typeof mailEvents>;
