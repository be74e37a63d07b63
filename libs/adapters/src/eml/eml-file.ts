import type { Mail } from '@bookonce/kernel/ports/mailer';
import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { effectName, messageOf, type Sender } from '../mail/message.js';

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/** Writes a mail to a folder, unless its effect was written there before (I14). */
export const writeEmlFile = async (folder: string, from: Sender, mail: Mail): Promise<void> => {
  // The name follows from the effect, so a mail that was sent is recognised, also after a restart.
  const path = join(folder, `${effectName(mail.effectId)}.eml`);
  if (existsSync(path)) return;
  const { message } = await composer.sendMail(messageOf(mail, from));
  // Whoever lists the folder sees whole mails only.
  await writeFile(`${path}.part`, message);
  await rename(`${path}.part`, path);
};
