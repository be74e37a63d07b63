import type { OutgoingMail, Mailer } from '@bookonce/kernel/ports/mailer';

/** Keeps mails where a test can look at them. */
export class MemoryMailer implements Mailer {
  readonly #sent = new Map<string, OutgoingMail>();

  get sent(): readonly OutgoingMail[] {
    return [...this.#sent.values()];
  }

  async send(mail: OutgoingMail): Promise<void> {
    if (!this.#sent.has(mail.effectId)) this.#sent.set(mail.effectId, mail);
  }
}
