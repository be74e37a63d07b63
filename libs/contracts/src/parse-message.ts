import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { z } from 'zod';
import { cloudEventSchema, fromCloudEvent } from './cloud-event.js';
import { commandOf } from './command-catalogue.js';
import { definitionOf } from './event-catalogue.js';
import { upcast } from './upcast.js';

/**
 * A message from outside this process does not match its schema. The text names the wrong fields and never a value, so
 * it may be logged.
 */
export class InvalidMessageError extends Error {
  override readonly name = 'InvalidMessageError';
}

const MAX_ISSUES = 5;

const parse = <Schema extends z.ZodType>(what: string, schema: Schema, value: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
  const more = issues.length > MAX_ISSUES ? `; and ${issues.length - MAX_ISSUES} more` : '';
  throw new InvalidMessageError(`${what} does not match its schema: ${issues.slice(0, MAX_ISSUES).join('; ')}${more}`);
};

export interface ParsedEvent {
  /** As it was sent. */
  readonly event: StoredEvent;
  /** The same in the current version of its schema. */
  readonly current: StoredEvent;
}

/**
 * Parses an event from its CloudEvent form, its data against the schema of its type. Types and versions that only a newer
 * release knows have no schema here and pass. Throws {@link InvalidMessageError}.
 */
export const parseCloudEvent = (value: unknown): ParsedEvent => {
  const event = fromCloudEvent(parse('The CloudEvent', cloudEventSchema, value));
  const { type, meta } = event;
  if (!Number.isInteger(meta.version) || meta.version < 1) {
    throw new InvalidMessageError(`${type} has no version in its dataschema`);
  }
  const definition = definitionOf(type);
  const current = upcast(event);
  if (definition !== undefined && meta.version <= definition.version) {
    parse(`${type} version ${meta.version}`, definition.schema, current.data);
  }
  return { event, current };
};

/** Returns an event that is at the current version of its schema. Throws {@link InvalidMessageError} if it does not match it. */
export const parseStored = (event: StoredEvent): StoredEvent => {
  const { stream, revision, type, data } = event;
  const schema = definitionOf(type)?.schema;
  if (schema !== undefined) parse(`${stream}: the event at revision ${revision} (${type})`, schema, data);
  return event;
};

const contextSchema = z.object({
  commandId: z.string(),
  correlationId: z.string(),
  causationId: z.string(),
  workspaceId: z.string(),
  by: z.string(),
  actorId: z.string().exactOptional(),
});

/** Parses a command, its payload against the schema of its pattern. Throws {@link InvalidMessageError}. */
export const parseCommand = (pattern: string, value: unknown): CommandMessage => {
  const payload = commandOf(pattern)?.schema ?? z.unknown();
  const what = `The command ${pattern}`;
  const message = parse(what, z.object({ payload: z.unknown(), context: contextSchema }), value);
  return { payload: parse(what, payload, message.payload), context: message.context };
};

const resultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.looseObject({ kind: z.string() }) }),
]);

/** Checks that the reply to a command is a `Result`; values and refusals have types only. Throws {@link InvalidMessageError}. */
export const checkReply = (pattern: string, reply: unknown): void => {
  if (commandOf(pattern) !== undefined) parse(`The reply to ${pattern}`, resultSchema, reply);
};
