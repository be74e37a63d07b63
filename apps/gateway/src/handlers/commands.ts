import type { CommandDefinition, PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { sendCommand } from '@bookonce/contracts/send-command';
import type { Bus, CommandContext } from '@bookonce/kernel/ports/bus';
import type { Position } from '@bookonce/kernel/ports/event-store';
import { ALL_VIEWS, type View, type Views } from '../http/views.js';

interface Outcome {
  readonly ok: boolean;
  readonly value?: { readonly position: Position | null };
}

/** Sends commands; a command that took effect is answered when the views show it. */
export class Commands {
  constructor(
    private readonly bus: Pick<Bus, 'request'>,
    private readonly views: Views,
  ) {}

  /** Throws when no answer came; the same command may then be sent again. */
  async run<Command extends CommandDefinition>(
    command: Command,
    payload: PayloadOf<Command>,
    context: CommandContext,
  ): Promise<ReplyOf<Command>> {
    const reply = await this.send(command, payload, context);
    const { ok, value } = reply as Outcome;
    if (ok && value !== undefined) await this.shown(command, value.position);
    return reply;
  }

  /** Like `run`, but does not wait for the views. */
  send<Command extends CommandDefinition>(
    command: Command,
    payload: PayloadOf<Command>,
    context: CommandContext,
  ): Promise<ReplyOf<Command>> {
    return sendCommand(this.bus, command, payload, context);
  }

  /** Resolves when the view shows what this command left at a position, or after a second. */
  shown({ pattern }: CommandDefinition, position: Position | null): Promise<void> {
    return this.views.show(position, viewsOf(pattern));
  }
}

/** A service's view is called like the service, which the first word of its commands names; one has two. */
const viewsOf = (pattern: string): readonly View[] | undefined => {
  if (pattern.startsWith('workspace.')) return ['workspace', 'access'];
  const view = ALL_VIEWS.find((name) => pattern.startsWith(`${name}.`));
  return view === undefined ? undefined : [view];
};

/** The context of a command that an API key's owner gives; all ids derive from the caller's. */
export const apiContext = (
  call: { readonly commandId: string; readonly workspaceId: string },
  correlationId: string,
): CommandContext => ({
  commandId: call.commandId,
  correlationId,
  causationId: call.commandId,
  workspaceId: call.workspaceId,
  by: 'api',
});

/** An id that names its kind and is a function of the command that makes it. */
export const idFrom = (prefix: 'hst' | 'mtt' | 'bkg' | 'key', commandId: string): string =>
  `${prefix}_${commandId.replaceAll('-', '')}`;
