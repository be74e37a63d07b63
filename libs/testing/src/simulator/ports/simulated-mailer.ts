import { MailServerUnavailableError, type Mailer, type OutgoingMail } from '@bookonce/kernel/ports/mailer';
import type { Chaos } from '../running/chaos.js';
import type { Life } from '../running/simulated-process.js';

/** The durable queue of mails, which takes each mail once, by the id of its effect. */
export class SimulatedMailQueue {
  readonly #taken = new Map<string, OutgoingMail>();

  /** @param onTaken called with each mail that was not taken before. */
  constructor(private readonly onTaken: (mail: OutgoingMail) => void) {}

  take(mail: OutgoingMail): void {
    if (this.#taken.has(mail.effectId)) return;
    this.#taken.set(mail.effectId, mail);
    this.onTaken(mail);
  }
}

/** One process's connection to the queue. A mail may be taken although its sender learns that the queue is unavailable. */
export const simulatedMailer = (queue: SimulatedMailQueue, life: Life, chaos: Chaos): Mailer => ({
  send: async (mail) => {
    await life.pause(`mails ${mail.to.email}: ${mail.effectId}`);
    const isLost = chaos.strikes('unavailable');
    if (!isLost || chaos.strikes('late')) queue.take(mail);
    if (isLost) throw new MailServerUnavailableError('the queue of mails was lost');
  },
});
