import type { CommandDefinition, PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import type { Refused } from '@bookonce/contracts/replies';
import { sendCommand } from '@bookonce/contracts/send-command';
import { actorIn } from '@bookonce/kernel/actor';
import type { Bus, CommandContext } from '@bookonce/kernel/ports/bus';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { WriteOperation } from '../api/operation.js';
import { unavailable, type Answer } from '../http/answer.js';
import type { WorkspaceCall } from '../http/endpoint.js';
import type { Views } from '../http/views.js';

type Waiting = Pick<WriteOperation, 'waitsFor'>;

interface Outcome {
  readonly ok: boolean;
  readonly value?: { readonly position: Position | null };
  readonly error?: Refused;
}

/** Sends commands. The caller is answered when the operation's views show what a command did, or why it was refused. */
export class Commands {
  constructor(
    private readonly bus: Pick<Bus, 'request'>,
    private readonly views: Pick<Views, 'show'>,
  ) {}

  /** Throws if no reply came; the same command may then be sent again. */
  async run<Command extends CommandDefinition>(
    operation: Waiting,
    command: Command,
    payload: PayloadOf<Command>,
    context: CommandContext,
  ): Promise<ReplyOf<Command>> {
    const reply = await this.send(operation, command, payload, context);
    const { ok, value } = reply as Outcome;
    if (ok && value !== undefined) await this.shown(operation, value.position);
    return reply;
  }

  /**
   * Like `run`, but waits for the views only if the command was refused: after a refusal because a link is used, the
   * caller must not see the link open again (I9).
   */
  async send<Command extends CommandDefinition>(
    operation: Waiting,
    command: Command,
    payload: PayloadOf<Command>,
    context: CommandContext,
  ): Promise<ReplyOf<Command>> {
    const reply = await sendCommand(this.bus, command, payload, context);
    const { error } = reply as Outcome;
    await this.shown(operation, error?.position ?? null);
    return reply;
  }

  /** Waits for the operation's views to show a write at this position; false if they do not within a second. */
  shown({ waitsFor }: Waiting, position: Position | null): Promise<boolean> {
    return this.views.show(position, waitsFor);
  }
}

/** Returns the context of a workspace caller's command. By default, the command is its own correlation. */
export const apiContext = (
  call: Pick<WorkspaceCall<unknown, unknown, unknown>, 'commandId' | 'workspaceId' | 'actor'>,
  correlationId = call.commandId,
): CommandContext => ({
  commandId: call.commandId,
  correlationId,
  causationId: call.commandId,
  workspaceId: call.workspaceId,
  ...actorIn(call.actor),
});

/** The answer to a command that met too many concurrent changes: nothing was stored. */
export const tryAgain = (): Answer => unavailable('Too many changes at once: nothing was stored. Send it again.');
