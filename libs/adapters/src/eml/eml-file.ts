import type { Mail } from '@bookonce/kernel/ports/mailer';
import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

export interface Sender {
  readonly name: string;
  readonly address: string;
}

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/** Writes a mail to a folder, unless its effect was written there before (I14). */
export const writeEmlFile = async (folder: string, from: Sender, mail: Mail): Promise<void> => {
  // The name follows from the effect, so a mail that was sent is recognised, also after a restart.
  const name = hash('sha256', mail.effectId).slice(0, 32);
  const path = join(folder, `${name}.eml`);
  if (existsSync(path)) return;
  const { message } = await composer.sendMail({
    from,
    to: { name: mail.to.name, address: mail.to.email },
    subject: mail.subject,
    text: mail.text,
    messageId: `<${name}@bookonce>`,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    ...(mail.calendar === undefined ? {} : { icalEvent: mail.calendar }),
  });
  // Whoever lists the folder sees whole mails only.
  await writeFile(`${path}.part`, message);
  await rename(`${path}.part`, path);
};
