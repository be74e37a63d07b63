import { htmlOfMail } from '@bookonce/platform/letter-html';
import { stdout } from 'node:process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mailsAbout } from './mails-about.js';
import { inLanguage, sampleHistories } from './sample-histories.js';

/** Writes every mail in both languages, as HTML and as text, to look at them: `npm run mails -- <folder>`. */
const [folder = 'mails'] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
for (const language of ['en', 'de'] as const) {
  for (const [name, history] of Object.entries(sampleHistories)) {
    for (const mail of await mailsAbout(inLanguage(history, language), { language })) {
      const { effectId, subject, text } = mail;
      const reader = effectId.split('/').slice(2).join('-');
      const file = join(folder, `${name}-${reader}.${language}`);
      await writeFile(`${file}.html`, htmlOfMail(mail) ?? '');
      await writeFile(`${file}.txt`, `Subject: ${subject}\n\n${text}\n`);
    }
  }
}
stdout.write(`wrote all mails to ${folder}\n`);
