import type { Bus, CommandContext } from '@bookonce/kernel/ports/bus';
import type { CommandDefinition, PayloadOf, ReplyOf } from './define-command.js';

/** Sends a command to the one service that answers for it. Throws when no answer came: the outcome is unknown. */
export const sendCommand = <Command extends CommandDefinition>(
  bus: Pick<Bus, 'request'>,
  command: Command,
  payload: PayloadOf<Command>,
  context: CommandContext,
): Promise<ReplyOf<Command>> =>
  bus.request<ReplyOf<Command>>(command.pattern, { payload, context }, command.answeredWithinMs);

/** Sends a command that an earlier release of its service may not know. Resolves with null if so. */
export const sendIfKnown = async <Command extends CommandDefinition>(
  ...sent: Parameters<typeof sendCommand<Command>>
): Promise<ReplyOf<Command> | null> => {
  try {
    return await sendCommand(...sent);
  } catch (error) {
    const [, { pattern }] = sent;
    if (error instanceof Error && error.message === noHandlerFor(pattern)) return null;
    throw error;
  }
};

/** The error text of a service that does not know a command. All releases use these words: they go over the wire. */
export const noHandlerFor = (pattern: string): string => `no handler for ${pattern}`;
