import type { CommandDefinition, PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import type { Bus, CommandContext } from '@bookonce/kernel/ports/bus';
import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import type { Collection } from '@bookonce/kernel/ports/read-models';
import { Life } from '../running/simulated-process.js';
import type { World } from '../world/world.js';

const MOST_TRIES = 4;

/** A client: sends commands with retries and reads views. */
export class Person {
  readonly #life: Life;
  readonly #bus: Pick<Bus, 'request'>;
  /** `attendee` or `host`: the first word of the name. */
  readonly #side: string;

  constructor(
    readonly name: string,
    readonly world: World,
  ) {
    this.#life = new Life(name, world.deps.steps);
    this.#bus = world.bus.of(this.#life);
    this.#side = name.split(' ', 1)[0] ?? name;
  }

  pause(label: string, delayMs = 0): Promise<void> {
    return this.#life.pause(label, delayMs);
  }

  /** Null if no reply came within this person's number of attempts. */
  send<Command extends CommandDefinition>(
    command: Command,
    payload: PayloadOf<Command>,
    key: string,
    correlationId: string,
  ): Promise<ReplyOf<Command> | null> {
    return this.request<ReplyOf<Command>>(command.pattern, payload, key, correlationId);
  }

  async request<Reply>(pattern: string, payload: unknown, key: string, correlationId: string): Promise<Reply | null> {
    const context = this.#context(key, correlationId);
    const patience = this.world.deps.random.between(1, MOST_TRIES);
    for (let tries = 0; tries < patience; tries += 1) {
      try {
        const reply = await this.#bus.request<Reply>(pattern, { payload, context });
        if (!isConflict(reply)) return reply;
      } catch (error) {
        if (!(error instanceof BusUnavailableError)) throw error;
      }
      await this.pause(`tries ${pattern} again`, this.world.deps.random.between(10, 3_000));
    }
    return null;
  }

  read<Doc extends object>(collection: Collection<Doc>, id: string): Promise<Doc | null> {
    return this.world.views.get(collection, id);
  }

  /** The same key gives the same command id, so a retry repeats its event ids. */
  #context(key: string, correlationId: string): CommandContext {
    const commandId = this.world.ids.derive(key);
    return { commandId, correlationId, causationId: commandId, workspaceId: 'wsp_1', by: this.#side };
  }
}

const isConflict = (reply: unknown): boolean => {
  const { ok, error } = reply as { readonly ok: boolean; readonly error?: { readonly kind: string } };
  return !ok && error?.kind === 'conflict';
};
