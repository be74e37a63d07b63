import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names the address at which the process of a data folder answers on this machine. A crash leaves it behind. */
const ADDRESS = 'address.json';

/** Returns the URL that reaches a process listening on this host and port, from the same machine. */
export const localUrlOf = (host: string, port: number): string => {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};

/**
 * Says in the data folder where this process answers. Best effort: on a full disk no address is known, rather than that of
 * an earlier process.
 */
export const writeRunningAddress = (folder: string, url: string): void => {
  removeRunningAddress(folder);
  const path = join(folder, ADDRESS);
  try {
    writeFileSync(`${path}.part`, `${JSON.stringify({ url })}\n`, { mode: 0o600 });
    renameSync(`${path}.part`, path);
  } catch {
    // The process serves without it; tools then need its address.
  }
};

/** Removes what {@link writeRunningAddress} wrote. */
export const removeRunningAddress = (folder: string): void => rmSync(join(folder, ADDRESS), { force: true });

/** Returns the URL that the last process of this folder wrote; null if it left none. The process may have crashed. */
export const readRunningAddress = (folder: string): string | null => {
  try {
    const { url } = JSON.parse(readFileSync(join(folder, ADDRESS), 'utf8')) as { readonly url?: unknown };
    return typeof url === 'string' && URL.canParse(url) ? url : null;
  } catch {
    return null;
  }
};
