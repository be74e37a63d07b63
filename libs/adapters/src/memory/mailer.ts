import type { Mail, Mailer } from '@bookonce/kernel/ports/mailer';

/** Keeps mails where a test can look at them. */
export class MemoryMailer implements Mailer {
  readonly #sent = new Map<string, Mail>();

  get sent(): readonly Mail[] {
    return [...this.#sent.values()];
  }

  async send(mail: Mail): Promise<void> {
    if (!this.#sent.has(mail.effectId)) this.#sent.set(mail.effectId, mail);
  }
}
