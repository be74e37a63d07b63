const object = (properties, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const text = { type: 'string', minLength: 1, maxLength: 200 };
const email = { type: 'string', format: 'email' };

const scheduleSchema = object({
  timeZone: text,
  weekly: { type: 'array', items: object({ days: { type: 'array', items: text }, from: text, to: text }) },
});

export const hostSchema = object({ name: text, email, schedule: scheduleSchema });

export const meetingTypeSchema = object({
  name: text,
  durationMinutes: { type: 'integer', minimum: 1 },
  hostIds: { type: 'array', items: text, minItems: 1 },
  assignment: { const: 'single' },
  confirmation: { const: 'instant' },
});

export const linkBatchSchema = object({
  meetingTypeId: text,
  links: { type: 'array', items: { type: 'object' }, minItems: 1, maxItems: 1000 },
});

export const bookingSchema = object(
  {
    start: { type: 'string', format: 'date-time' },
    attendee: object({ name: text, email, timeZone: text }, ['name', 'email']),
    note: { type: 'string', maxLength: 5000 },
  },
  ['start', 'attendee'],
);
