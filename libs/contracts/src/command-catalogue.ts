import type { CommandDefinition } from './define-command.js';
import * as availability from './commands/availability.js';
import * as booking from './commands/booking.js';
import * as calendars from './commands/calendars.js';
import * as freshCalendars from './commands/fresh-calendars.js';
import * as holidays from './commands/holidays.js';
import * as link from './commands/link.js';
import * as session from './commands/session.js';
import * as workspace from './commands/workspace.js';

const isDefinition = (value: unknown): value is CommandDefinition =>
  typeof value === 'object' && value !== null && 'pattern' in value && 'schema' in value;

const definitions = new Map<string, CommandDefinition>(
  [availability, booking, calendars, freshCalendars, holidays, link, session, workspace]
    .flatMap((commands) => Object.values<unknown>(commands))
    .filter(isDefinition)
    .map((definition) => [definition.pattern, definition]),
);

/** Returns the definition of the command that is sent under this pattern. */
export const commandOf = (pattern: string): CommandDefinition | undefined => definitions.get(pattern);
