import { z } from 'zod';
import { instantSchema } from './instant.js';
import { confirmationSchema, meetingTypeShape, type MeetingTypeSettings, type SlotRules } from './meeting-type.js';

/** The times that a host picked by hand, instead of those that the rules offer. */
const pickedSlotsSchema = z
  .array(z.strictObject({ start: instantSchema }))
  .min(1)
  .max(100);

/** The settings of one link that differ from its meeting type. Stored when the link is issued; later changes do not touch it. */
export const linkOverridesSchema = z.strictObject({
  durationMinutes: meetingTypeShape.durationMinutes.optional(),
  location: meetingTypeShape.location,
  confirmation: confirmationSchema.optional(),
  bookingWindow: meetingTypeShape.bookingWindow.optional(),
  slots: pickedSlotsSchema.optional(),
});

/** The overrides that decide which slots are offered. */
export const slotOverridesSchema = linkOverridesSchema.pick({
  durationMinutes: true,
  bookingWindow: true,
  slots: true,
});

export type LinkOverrides = Readonly<z.infer<typeof linkOverridesSchema>>;
export type SlotOverrides = Readonly<z.infer<typeof slotOverridesSchema>>;

/**
 * The rules of a meeting type as a link with these overrides has them. A length of its own also sets the interval of the
 * starts where the type's interval was its length.
 */
export const withSlotOverrides = <Rules extends SlotRules>(
  rules: Rules,
  overrides: SlotOverrides | undefined,
): Rules => {
  if (overrides === undefined) return rules;
  const { durationMinutes = rules.durationMinutes, bookingWindow = rules.bookingWindow } = overrides;
  const slotIntervalMinutes =
    rules.slotIntervalMinutes === rules.durationMinutes ? durationMinutes : rules.slotIntervalMinutes;
  return { ...rules, durationMinutes, slotIntervalMinutes, bookingWindow };
};

/** The settings of a meeting type as a link with these overrides has them. */
export const withOverrides = (
  settings: MeetingTypeSettings,
  overrides: LinkOverrides | undefined,
): MeetingTypeSettings => {
  if (overrides === undefined) return settings;
  const { confirmation = settings.confirmation, location = settings.location } = overrides;
  const { location: _location, ...rest } = withSlotOverrides(settings, overrides);
  return { ...rest, confirmation, ...(location === undefined ? {} : { location }) };
};
