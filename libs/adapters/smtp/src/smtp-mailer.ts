import { MailServerUnavailableError, type Mail, type Mailer } from '@bookonce/kernel/ports/mailer';
import { createTransport, type Transporter } from 'nodemailer';
import { messageOf, type Sender } from '@bookonce/adapter-mail/message';
import type { SentMails } from '@bookonce/adapter-mail/sent-mails';

export interface SmtpMailerOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; STARTTLS is used where the server offers it. */
  readonly url: string;
  readonly from: Sender;
  readonly sent: Pick<SentMails, 'has' | 'add'>;
}

const CONNECT_MS = 5_000;
const ANSWER_MS = 15_000;
/** SMTP replies from here on are final: this mail will never be taken. */
const PERMANENT = 500;

/**
 * Sends by SMTP. What a server took is remembered after it took it, so a crash between the two sends a mail again,
 * under the same message id; nothing else does.
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
    const { sent, from } = this.options;
    if (await sent.has(mail.effectId)) return;
    try {
      await this.#transport.sendMail(messageOf(mail, from));
    } catch (error) {
      if (isRefusal(error)) throw error;
      throw new MailServerUnavailableError(`the mail server at ${addressOf(this.options.url)} took no mail`, {
        cause: error,
      });
    }
    await sent.add(mail.effectId);
  }

  close(): void {
    this.#transport.close();
  }
}

/** The server answered, and said no for good: asking again will not help. Wrong credentials will be put right. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  'responseCode' in error &&
  typeof error.responseCode === 'number' &&
  error.responseCode >= PERMANENT &&
  !('code' in error && error.code === 'EAUTH');

/** Without what a log must not hold. */
const addressOf = (url: string): string => new URL(url).host;
