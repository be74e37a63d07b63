import { MailServerUnavailableError, type Mail } from '@bookonce/kernel/ports/mailer';
import { describeMailer } from '@bookonce/testing/contracts/mailer.contract';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSmtpServer, type SmtpServer } from '@bookonce/testing/servers/smtp-server';
import { SentMails } from '@bookonce/adapter-mail/sent-mails';
import { MemoryEventStore } from '@bookonce/adapter-memory/event-store';
import { SmtpMailer } from './smtp-mailer.js';

const from = { name: 'Bookonce', address: 'bookonce@localhost' };
const mail: Mail = { effectId: 'e1', to: { name: 'Ada', email: 'ada@example.org' }, subject: 'Booked', text: 'Hello' };

const mailers: SmtpMailer[] = [];

const mailerOn = (url: string, store = new MemoryEventStore()): SmtpMailer => {
  const sent = new SentMails({ store, clock: { now: () => 0 } });
  const mailer = new SmtpMailer({ url, from, sent });
  mailers.push(mailer);
  return mailer;
};

afterEach(() => {
  for (const mailer of mailers.splice(0)) mailer.close();
});

describeMailer('SMTP', async () => {
  const server = await startSmtpServer();
  const store = new MemoryEventStore();
  return {
    port: mailerOn(server.url, store),
    reopen: async () => mailerOn(server.url, store),
    sent: async () => server.mails,
    cleanUp: server.stop,
  };
});

describe('a mail server', () => {
  let server: SmtpServer;

  beforeEach(async () => {
    server = await startSmtpServer();
  });
  afterEach(() => server.stop());

  it('that is away loses no mail: it is sent when asked again', async () => {
    const { port } = new URL(server.url);
    const mailer = mailerOn(server.url);
    await server.stop();
    await expect(mailer.send(mail)).rejects.toBeInstanceOf(MailServerUnavailableError);
    server = await startSmtpServer(Number(port));
    await mailer.send(mail);
    expect(server.mails).toHaveLength(1);
  });

  it.each(['450 later', '421 closing'])('that says %s is asked again', async (answer) => {
    const mailer = mailerOn(server.url);
    server.refuse = answer;
    await expect(mailer.send(mail)).rejects.toBeInstanceOf(MailServerUnavailableError);
    server.refuse = null;
    await mailer.send(mail);
    expect(server.mails).toHaveLength(1);
  });

  it('that says no for good is believed', async () => {
    server.refuse = '550 no such mailbox';
    const refused = mailerOn(server.url).send(mail);
    await expect(refused).rejects.toThrow('550');
    await expect(refused).rejects.not.toBeInstanceOf(MailServerUnavailableError);
  });
});
