import { BusUnavailableError, type Bus, type CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Chaos } from '../running/chaos.js';
import type { Life } from '../running/life.js';
import type { Scheduler } from '../running/scheduler.js';

export interface SimulatedBusDeps {
  readonly scheduler: Scheduler;
  readonly chaos: Chaos;
  /** A running instance of the service that answers for this pattern; null where none runs now. */
  readonly instanceFor: (pattern: string) => CommandInstance | null;
}

export interface CommandInstance {
  readonly life: Life;
  readonly answer: (pattern: string, message: CommandMessage) => Promise<unknown>;
}

/** How long a sender waits for a reply, in ms. */
const PATIENCE_MS = 5_000;
const NOBODY_THERE_MS = 300;

/**
 * Requests between processes: delivered once, or twice, at once or much later, to any instance; the reply comes
 * back, or it does not.
 */
export class SimulatedBus {
  constructor(private readonly deps: SimulatedBusDeps) {}

  /** What one process sends with. */
  of(sender: Life): Pick<Bus, 'request'> {
    return { request: (pattern, message) => sender.whileAlive(() => this.#request(sender, pattern, message)) };
  }

  #request<Reply>(sender: Life, pattern: string, message: CommandMessage): Promise<Reply> {
    const { scheduler, chaos } = this.deps;
    const wire = JSON.stringify(message);
    const what = `${pattern} for ${message.context.correlationId}`;
    return new Promise((resolve, reject) => {
      const timeout = scheduler.submit(
        `${sender.name}: no reply to ${what}`,
        () => {
          if (sender.alive) reject(new BusUnavailableError(`no reply to ${what}`));
        },
        PATIENCE_MS,
      );
      const reply = (label: string, settle: () => void): void => {
        if (chaos.strikes('lost')) return;
        scheduler.submit(`${sender.name} ⇠ ${label} ${what}`, () => {
          if (!sender.alive || timeout.cancelled) return;
          timeout.cancelled = true;
          settle();
        });
      };
      const sent = `${sender.name} ⇢ ${what}`;
      scheduler.submit(sent, () => this.#deliver(pattern, wire, what, { resolve, reject, reply }), chaos.lateness());
      if (chaos.strikes('duplicate')) {
        scheduler.submit(`again ${sent}`, () => this.#deliver(pattern, wire, what, null), chaos.repetition());
      }
    });
  }

  #deliver(pattern: string, wire: string, what: string, back: Back | null): void {
    const { scheduler, instanceFor } = this.deps;
    const instance = instanceFor(pattern);
    if (instance === null) {
      scheduler.submit(`nobody answers ${what}`, () => this.#deliver(pattern, wire, what, back), NOBODY_THERE_MS);
      return;
    }
    instance.answer(pattern, JSON.parse(wire) as CommandMessage).then(
      (value) => {
        const text = JSON.stringify(value);
        back?.reply('reply', () => back.resolve(JSON.parse(text) as never));
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        back?.reply(`failure (${reason})`, () => back.reject(new BusUnavailableError(reason)));
      },
    );
  }
}

interface Back {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  readonly reply: (label: string, settle: () => void) => void;
}
