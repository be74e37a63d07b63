import type { Mailer, OutgoingMail } from '@bookonce/kernel/ports/mailer';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Opened } from './opened.js';

const mail: OutgoingMail = {
  workspaceId: 'wsp_1',
  at: '2026-03-02T08:00:00.000Z',
  effectId: 'event-1/attendee',
  to: { name: 'Ada "Countess" Lovelace', email: 'ada@example.org' },
  subject: 'Gebucht: Grüße',
  text: 'Hello Ada',
};

const calendar = {
  method: 'REQUEST',
  content: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nX-NOTE:Grüße\r\nEND:VCALENDAR\r\n',
} as const;

/** A mailer, and its sent mails as raw text. */
export interface OpenedMailer extends Opened<Mailer> {
  readonly sent: () => Promise<readonly string[]>;
}

/** The contract of every {@link Mailer} adapter. */
export const describeMailer = (name: string, open: () => Promise<OpenedMailer> | OpenedMailer): void => {
  describe(`mailer: ${name}`, () => {
    let opened: OpenedMailer;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.cleanUp?.());

    it('sends an effect once, although it is requested repeatedly (I14)', async () => {
      await opened.port.send(mail);
      await opened.port.send(mail);
      await opened.port.send({ ...mail, effectId: 'event-1/host/hst_1' });
      expect(await opened.sent()).toHaveLength(2);
    });

    it('remembers sent effects across a restart', async () => {
      if (opened.reopen === undefined) return;
      await opened.port.send(mail);
      await (await opened.reopen()).send(mail);
      expect(await opened.sent()).toHaveLength(1);
    });

    it('attaches a calendar file as alternative and as file', async () => {
      await opened.port.send({ ...mail, calendar });
      const [raw = ''] = await opened.sent();
      const [alternatives = '', file = ''] = partsOf(raw, 'mixed');
      const [text = '', invitation = ''] = partsOf(alternatives, 'alternative');
      expect(text).toMatch(/^Content-Type: text\/plain/m);
      expect(text).toContain(mail.text);
      expect(invitation).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=REQUEST\r?$/m);
      expect(file).toMatch(/^Content-Disposition: attachment; filename=booking\.ics\r?$/m);
      const [, encoded = ''] = file.split(/\r?\n\r?\n/);
      expect(Buffer.from(encoded, 'base64').toString('utf8')).toBe(calendar.content);
    });

    it('sends a mail without a calendar file as plain text', async () => {
      await opened.port.send(mail);
      const [raw = ''] = await opened.sent();
      expect(raw).toMatch(/^Content-Type: text\/plain/m);
      expect(raw).not.toMatch(/multipart|calendar/);
    });

    it('does not inject headers from names or subjects', async () => {
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

/** Splits a multipart message into its parts, without preamble and epilogue. */
const partsOf = (raw: string, kind: 'mixed' | 'alternative'): readonly string[] => {
  const boundary = new RegExp(`multipart/${kind};\\s+boundary="([^"]+)"`).exec(raw)?.[1];
  return boundary === undefined ? [] : raw.split(`--${boundary}`).slice(1, -1);
};
