import { isEmailAddress } from '@bookonce/kernel/email-address';
import { z } from 'zod';
import { MAX_GUESTS } from './meeting-type.js';
import { timeZoneSchema } from './schedule.js';
import { lines, oneLine, shownName } from './text.js';

export const personNameSchema = shownName(200);
export const emailSchema = z
  .string()
  .max(254)
  .refine(isEmailAddress, 'must be an e-mail address such as ada@example.com')
  .meta({ format: 'email' });

export const attendeeSchema = z.strictObject({
  name: personNameSchema,
  email: emailSchema,
  timeZone: timeZoneSchema.optional(),
});

/** The recipient of a link, as far as the host named one. */
export const recipientSchema = z.strictObject({
  name: personNameSchema.optional(),
  email: emailSchema.optional(),
});

/** The caller's own keys and values, returned unchanged. */
export const metadataSchema = z
  .record(oneLine(z.string().min(1).max(64)), lines(z.string()).max(500))
  .refine((metadata) => Object.keys(metadata).length <= 50, 'must have 50 keys at most');

/** Question id to answer. */
export const answersSchema = z.record(oneLine(z.string().max(64)), z.union([lines(z.string()).max(5000), z.boolean()]));

/** Others whom the attendee invites; how many, the meeting type says. */
export const guestsSchema = z.array(emailSchema).max(MAX_GUESTS);

/** Parameters of the page that say where an attendee came from. */
export const trackingSchema = z
  .record(z.string().regex(/^(utm_[a-z0-9_]{1,32}|ref)$/, 'must be utm_* or ref'), oneLine(z.string()).max(200))
  .refine((tracking) => Object.keys(tracking).length <= 20, 'must have 20 keys at most');

export type Attendee = z.infer<typeof attendeeSchema>;
export type Recipient = z.infer<typeof recipientSchema>;
export type Metadata = z.infer<typeof metadataSchema>;
/** Answers to the questions of a meeting type, by question id. */
export type QuestionAnswers = z.infer<typeof answersSchema>;
