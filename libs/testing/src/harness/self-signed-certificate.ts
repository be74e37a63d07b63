import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from './temporary-folder.js';

const run = promisify(execFile);

export interface SelfSignedCertificate {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly cert: string;
  /** The file of the certificate, for `NODE_EXTRA_CA_CERTS`. */
  readonly file: string;
  readonly remove: () => void;
}

/** Makes a certificate for `localhost` with the program `openssl`. */
export const selfSignedCertificate = async (): Promise<SelfSignedCertificate> => {
  const folder = temporaryFolder();
  const [key, file] = [join(folder.path, 'key.pem'), join(folder.path, 'certificate.pem')];
  const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    file,
    '-days',
    '1',
    ...named,
  ]);
  return { key: await readFile(key, 'utf8'), cert: await readFile(file, 'utf8'), file, remove: folder.remove };
};
