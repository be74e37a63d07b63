import type { Mail, Mailer } from '@bookonce/kernel/ports/mailer';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Opened } from './opened.js';

const mail: Mail = {
  effectId: 'event-1/attendee',
  to: { name: 'Ada "Countess" Lovelace', email: 'ada@example.org' },
  subject: 'Gebucht: Grüße',
  text: 'Hello Ada',
};

/** A mailer, and what it has sent as raw text. */
export interface OpenedMailer extends Opened<Mailer> {
  readonly sent: () => Promise<readonly string[]>;
}

/** What every adapter of {@link Mailer} promises. */
export const describeMailer = (name: string, open: () => Promise<OpenedMailer> | OpenedMailer): void => {
  describe(`mailer: ${name}`, () => {
    let opened: OpenedMailer;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.cleanUp?.());

    it('sends an effect once, however often it is asked to (I14)', async () => {
      await opened.port.send(mail);
      await opened.port.send(mail);
      await opened.port.send({ ...mail, effectId: 'event-1/host/hst_1' });
      expect(await opened.sent()).toHaveLength(2);
    });

    it('knows what it sent before a restart', async () => {
      if (opened.reopen === undefined) return;
      await opened.port.send(mail);
      await (await opened.reopen()).send(mail);
      expect(await opened.sent()).toHaveLength(1);
    });

    it('takes no header from a name or a subject', async () => {
      await opened.port.send({
        ...mail,
        to: { name: 'Ada\r\nBcc: everybody@example.org', email: 'ada@example.org' },
        subject: 'Hello\r\nX-Injected: yes',
      });
      const [raw = ''] = await opened.sent();
      expect(raw).not.toMatch(/^Bcc:/im);
      expect(raw).not.toMatch(/^X-Injected:/im);
    });
  });
};
