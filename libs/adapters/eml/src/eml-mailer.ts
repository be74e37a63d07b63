import { compose, effectName, type Sender } from '@bookonce/adapter-mail/message';
import type { Mail, Mailer } from '@bookonce/kernel/ports/mailer';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** Writes a mail to a folder, unless its effect was written there before (I14). */
export const writeEmlFile = async (folder: string, from: Sender, mail: Mail): Promise<void> => {
  // The name derives from the effect, so a mail already written is recognised even after a restart.
  const path = join(folder, `${effectName(mail.effectId)}.eml`);
  if (existsSync(path)) return;
  const message = await compose(mail, from);
  // Renamed at the end, so that readers of the folder see complete mails only. Synchronous calls: this thread only
  // writes mails, and they cost a third of asynchronous ones.
  writeFileSync(`${path}.part`, message);
  renameSync(`${path}.part`, path);
};
