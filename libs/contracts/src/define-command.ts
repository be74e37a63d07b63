import type { z } from 'zod';

/**
 * A command on the wire: where it goes, what it carries and what comes back. `Reply` is a plain JSON value;
 * what a caller can cause to fail is in its type.
 */
export interface CommandDefinition<Schema extends z.ZodType = z.ZodType, Reply = unknown> {
  /** The pattern of the one handler: `@MessagePattern(issueLink.pattern)`. */
  readonly pattern: string;
  readonly schema: Schema;
  /** How long a caller waits for the reply, in ms; default: as long as the bus does. */
  readonly answeredWithinMs?: number;
  /** Type only: never present at run time. */
  readonly reply?: Reply;
}

export const defineCommand =
  <Reply>() =>
  <Schema extends z.ZodType>(
    pattern: string,
    schema: Schema,
    options: Pick<CommandDefinition, 'answeredWithinMs'> = {},
  ): CommandDefinition<Schema, Reply> => ({ pattern, schema, ...options });

export type PayloadOf<Command> = Command extends CommandDefinition<infer Schema> ? z.output<Schema> : never;
export type ReplyOf<Command> = Command extends CommandDefinition<z.ZodType, infer Reply> ? Reply : never;
