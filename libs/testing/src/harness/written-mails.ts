import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The raw mails that a product has written to its data folder, with the line breaks of quoted-printable undone. */
export const writtenMails = async (dataDir: string): Promise<readonly string[]> => {
  const folder = join(dataDir, 'mails');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.eml'));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.map((text) => text.replaceAll('=\r\n', ''));
};

/** The tokens of the sign-in links that were mailed to an address. */
export const signInTokensTo = async (dataDir: string, email: string): Promise<readonly string[]> => {
  const mails = await writtenMails(dataDir);
  // What writes mails writes domains in lower case.
  const recipient = `<${email.toLowerCase()}>`;
  return mails.flatMap((mail) => {
    const [, token] = /\/console\/sign-in\/([0-9A-Za-z]+)/.exec(mail) ?? [];
    return token !== undefined && mail.toLowerCase().includes(recipient) ? [token] : [];
  });
};
