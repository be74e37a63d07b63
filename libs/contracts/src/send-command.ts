import type { Bus, CommandContext } from '@bookonce/kernel/ports/bus';
import type { CommandDefinition, PayloadOf, ReplyOf } from './define-command.js';

/** Sends a command to the one service that answers for it. Throws when no answer came: the outcome is unknown. */
export const sendCommand = <Command extends CommandDefinition>(
  bus: Pick<Bus, 'request'>,
  command: Command,
  payload: PayloadOf<Command>,
  context: CommandContext,
): Promise<ReplyOf<Command>> => bus.request<ReplyOf<Command>>(command.pattern, { payload, context });
