import {
  MailDeferredError,
  MailRefusedError,
  MailServerUnavailableError,
  type Mail,
} from '@bookonce/kernel/ports/mailer';
import { describeMailer } from '@bookonce/testing/contracts/mailer.contract';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSmtpServer, type SmtpServer } from '@bookonce/testing/servers/smtp-server';
import { MailSentFacts } from '@bookonce/adapter-mail/mail-sent-facts';
import { MemoryEventStore } from '@bookonce/adapter-memory/event-store';
import { SmtpMailer } from './smtp-mailer.js';

const from = { name: 'Bookonce', address: 'bookonce@localhost' };
const mail: Mail = { effectId: 'e1', to: { name: 'Ada', email: 'ada@example.org' }, subject: 'Booked', text: 'Hello' };

const mailers: SmtpMailer[] = [];

const mailerOn = (url: string, store = new MemoryEventStore()): SmtpMailer => {
  const sent = new MailSentFacts({ store, clock: { now: () => 0 } });
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

describe('SmtpMailer', () => {
  let server: SmtpServer;

  beforeEach(async () => {
    server = await startSmtpServer();
  });
  afterEach(() => server.stop());

  it('sends a mail by retry after the server was away', async () => {
    const { port } = new URL(server.url);
    const mailer = mailerOn(server.url);
    await server.stop();
    const failed = mailer.send(mail);
    await expect(failed).rejects.toBeInstanceOf(MailServerUnavailableError);
    await expect(failed).rejects.not.toBeInstanceOf(MailDeferredError);
    server = await startSmtpServer(Number(port));
    await mailer.send(mail);
    expect(server.mails).toHaveLength(1);
  });

  it.each([
    ['450 later', MailDeferredError],
    ['421 closing', MailServerUnavailableError],
  ])('lets the caller retry after %s', async (answer, error) => {
    const mailer = mailerOn(server.url);
    server.refuse = answer;
    const failed = mailer.send(mail);
    await expect(failed).rejects.toThrow(answer.slice(0, 3));
    await expect(failed).rejects.toHaveProperty('constructor', error);
    server.refuse = null;
    await mailer.send(mail);
    expect(server.mails).toHaveLength(1);
  });

  it('reports a refusal for good', async () => {
    server.refuse = '550 no such mailbox';
    const refused = mailerOn(server.url).send(mail);
    await expect(refused).rejects.toThrow('550');
    await expect(refused).rejects.toBeInstanceOf(MailRefusedError);
  });

  it.each(['530 authentication required', '535 bad credentials'])(
    'lets the caller retry after a recipient was answered with %s',
    async (answer) => {
      const mailer = mailerOn(server.url);
      server.refuseRecipient = answer;
      const failed = mailer.send(mail);
      await expect(failed).rejects.toHaveProperty('constructor', MailServerUnavailableError);
      server.refuseRecipient = null;
      await mailer.send(mail);
      expect(server.mails).toHaveLength(1);
    },
  );

  it.each(['550 5.1.1 no such user', '550 5.7.1 recipient accepts no mail from you'])(
    'reports a recipient answered with %s as a refusal for good',
    async (answer) => {
      server.refuseRecipient = answer;
      await expect(mailerOn(server.url).send(mail)).rejects.toBeInstanceOf(MailRefusedError);
    },
  );

  it('reports rejected content as a refusal for good', async () => {
    server.refuse = '554 5.7.1 looks like spam';
    await expect(mailerOn(server.url).send(mail)).rejects.toBeInstanceOf(MailRefusedError);
  });

  it('reports a missing address as a refusal for good, without asking the server', async () => {
    const refused = mailerOn(server.url).send({ ...mail, to: { name: 'Ada', email: '' } });
    await expect(refused).rejects.toBeInstanceOf(MailRefusedError);
  });

  it('names the server without its password', async () => {
    const { port } = new URL(server.url);
    await server.stop();
    const failed = mailerOn(`smtp://user:hunter2@127.0.0.1:${port}`).send(mail);
    await expect(failed).rejects.toThrow(
      new RegExp(`^(?!.*hunter2).*127.0.0.1:${port} is unavailable: .*ECONNREFUSED`),
    );
  });
});
