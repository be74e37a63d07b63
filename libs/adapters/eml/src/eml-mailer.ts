import type { Mail, Mailer } from '@bookonce/kernel/ports/mailer';
import { mkdirSync } from 'node:fs';
import type { Sender } from '@bookonce/adapter-mail/message';
import { writeEmlFile } from './eml-file.js';

/** Writes each mail to a folder as an `.eml` file that any mail program opens. */
export class EmlMailer implements Mailer {
  constructor(
    private readonly folder: string,
    private readonly from: Sender,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  send(mail: Mail): Promise<void> {
    return writeEmlFile(this.folder, this.from, mail);
  }
}
