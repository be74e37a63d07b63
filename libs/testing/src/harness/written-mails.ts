import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { boundedParallel } from './bounded-parallel.js';
import { eventually } from './eventually.js';

/** A mail in the product's data folder, as its reader sees it. */
export interface WrittenMail {
  /** The address without the name. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The unfolded lines of the calendar file; empty without one. */
  readonly calendar: readonly string[];
}

const FILES_AT_ONCE = 64;

const folderOf = (dataDir: string): string => join(dataDir, 'mails');

const filesOf = async (dataDir: string): Promise<readonly string[]> =>
  (await readdir(folderOf(dataDir)))
    .filter((file) => file.endsWith('.eml'))
    .map((file) => join(folderOf(dataDir), file));

/** Reads all mails, in no particular order. */
export const allWrittenMails = async (dataDir: string): Promise<readonly WrittenMail[]> =>
  boundedParallel(await filesOf(dataDir), FILES_AT_ONCE, async (file) => readMail(await readFile(file, 'utf8')));

/** Reads the mails to an address, in no particular order. */
export const writtenMails = async (dataDir: string, to: string): Promise<readonly WrittenMail[]> =>
  // The composer writes domains in lower case.
  (await allWrittenMails(dataDir)).filter((mail) => mail.to.toLowerCase() === to.toLowerCase());

/** Reads the token of the opt-in link in a mail; null without one. */
export const optInTokenIn = ({ text }: WrittenMail): string | null => /\/o\/([0-9A-Za-z]+)$/m.exec(text)?.[1] ?? null;

/** Reads the token of the buttons in a mail that asks for approval; null without one. */
export const approvalTokenIn = ({ text }: WrittenMail): string | null =>
  /\/a\/([0-9A-Za-z]+)\?/.exec(text)?.[1] ?? null;

/** Reads the tokens of the sign-in links mailed to an address. */
export const signInTokensTo = async (dataDir: string, email: string): Promise<readonly string[]> =>
  (await writtenMails(dataDir, email)).flatMap(({ text }) => {
    const token = /\/console\/sign-in\/([0-9A-Za-z]+)/.exec(text)?.[1];
    return token === undefined ? [] : [token];
  });

/** Waits for the token of a sign-in link, mailed to an address, that is not among those seen; adds it to them. */
export const nextSignInTokenTo = async (dataDir: string, email: string, seen: Set<string>): Promise<string> => {
  const token = await eventually(async () => {
    const fresh = (await signInTokensTo(dataDir, email)).find((one) => !seen.has(one));
    if (fresh === undefined) throw new Error(`no mail to ${email} yet`);
    return fresh;
  });
  seen.add(token);
  return token;
};

/** Reads only new mails on each call. */
export class MailFolder {
  readonly #seen = new Set<string>();
  readonly #mails: WrittenMail[] = [];

  constructor(private readonly dataDir: string) {}

  get mails(): readonly WrittenMail[] {
    return this.#mails;
  }

  async catchUp(): Promise<void> {
    const files = (await filesOf(this.dataDir)).filter((file) => !this.#seen.has(file));
    const mails = await boundedParallel(files, FILES_AT_ONCE, async (file) => readMail(await readFile(file, 'utf8')));
    for (const file of files) this.#seen.add(file);
    this.#mails.push(...mails);
  }
}

/** Deletes written mails. The product remembers what it has sent, so later files are new mails. */
export const removeWrittenMails = async (dataDir: string): Promise<void> => {
  for (const file of await filesOf(dataDir)) await rm(file);
};

/** Parses a mail as it went over the wire. */
export const readMail = (raw: string): WrittenMail => {
  const { headers } = split(raw);
  const leaves = leavesOf(raw);
  const leaf = (type: string): string => {
    const found = leaves.find((part) => headerOf(part.headers, 'Content-Type').startsWith(type));
    return found === undefined ? '' : decoded(found);
  };
  const to = headerOf(headers, 'To');
  const calendar = leaf('text/calendar').replaceAll(/\r?\n /g, '');
  return {
    to: /<([^>]*)>/.exec(to)?.[1] ?? to,
    subject: unencoded(headerOf(headers, 'Subject')),
    text: leaf('text/plain'),
    calendar: calendar === '' ? [] : calendar.split(/\r?\n/),
  };
};

interface Part {
  readonly headers: string;
  readonly body: string;
}

const split = (raw: string): Part => {
  const end = raw.indexOf('\r\n\r\n');
  // Unfolds headers.
  return { headers: raw.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' '), body: raw.slice(end + 4) };
};

const leavesOf = (raw: string): readonly Part[] => {
  const part = split(raw);
  const boundary = /multipart\/\w+;.*boundary="([^"]+)"/.exec(part.headers)?.[1];
  if (boundary === undefined) return [part];
  const parts = part.body.split(`--${boundary}`).slice(1, -1);
  return parts.flatMap((one) => leavesOf(one.replace(/^\r\n/, '').replace(/\r\n$/, '')));
};

const headerOf = (headers: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1]?.trim() ?? '';

const decoded = ({ headers, body }: Part): string => {
  switch (headerOf(headers, 'Content-Transfer-Encoding').toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8');
    case 'quoted-printable':
      return unquoted(body.replaceAll('=\r\n', ''));
    default:
      return body;
  }
};

const unquoted = (text: string): string =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** Reads a header with letters beyond ASCII (RFC 2047). The space between two encoded words is no part of the text. */
const unencoded = (header: string): string =>
  header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_whole, kind: string, text: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString('utf8') : unquoted(text.replaceAll('_', ' ')),
    );
