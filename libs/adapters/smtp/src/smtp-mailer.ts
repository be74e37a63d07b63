import {
  MailDeferredError,
  MailRefusedError,
  MailServerUnavailableError,
  type Mail,
  type Mailer,
} from '@bookonce/kernel/ports/mailer';
import { createTransport, type Transporter } from 'nodemailer';
import { messageOf, type Sender } from '@bookonce/adapter-mail/message';
import type { MailSentFacts } from '@bookonce/adapter-mail/mail-sent-facts';

export interface SmtpMailerOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; STARTTLS is used if the server offers it. */
  readonly url: string;
  readonly from: Sender;
  /** Remembers what was sent. Null if the caller does, as a mail queue. */
  readonly sent: Pick<MailSentFacts, 'has' | 'add'> | null;
}

const CONNECT_MS = 5_000;
const ANSWER_MS = 15_000;

/**
 * Sends by SMTP. A mail is recorded as sent after the server accepted it, so only a crash between the two sends it again,
 * under the same message id.
 */
export class SmtpMailer implements Mailer {
  readonly #transport: Transporter;

  constructor(private readonly options: SmtpMailerOptions) {
    this.#transport = createTransport({
      url: options.url,
      pool: true,
      maxConnections: 2,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: ANSWER_MS,
    });
  }

  async send(mail: Mail): Promise<void> {
    const { sent, from, url } = this.options;
    if ((await sent?.has(mail.effectId)) === true) return;
    try {
      await this.#transport.sendMail(messageOf(mail, from));
    } catch (error) {
      throw failureOf(error, new URL(url).host);
    }
    await sent?.add(mail.effectId);
  }

  /** Closes all connections, also one that is sending a mail. */
  close(): void {
    this.#transport.close({ force: true });
  }
}

const CLOSING = 421;
const PERMANENT = 500;
/** The server wants a login, or rejects ours. */
const LOGIN = [530, 535];

/** The message names the server by host alone: the URL holds a password. */
const failureOf = (cause: unknown, server: string): Error => {
  const { code, command, responseCode, message } = cause as Readonly<Record<string, unknown>>;
  const reason = String(message);
  const isAboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  const needsLogin = LOGIN.some((login) => login === responseCode);
  // The operator must correct the sender or the login: each concerns every mail. A code such as 5.7.1 may be the policy of
  // one recipient, and must not hold up the mails to all others.
  if (!isAboutMail || command === 'MAIL FROM' || needsLogin || responseCode === CLOSING) {
    return new MailServerUnavailableError(`the mail server at ${server} is unavailable: ${reason}`, { cause });
  }
  // Without a code the client itself found the address invalid.
  const isFinal = typeof responseCode !== 'number' || responseCode >= PERMANENT;
  return isFinal
    ? new MailRefusedError(`the mail server at ${server} refused a mail for good: ${reason}`, { cause })
    : new MailDeferredError(`the mail server at ${server} wants a mail later: ${reason}`, { cause });
};
