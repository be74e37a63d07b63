import { readRunningAddress } from '@bookonce/adapter-node/running-address';
import { isFolderInUse } from '@bookonce/adapter-sqlite/event-store/folder-lock';
import { ConfigError } from '@bookonce/platform/variables';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface LocalApiOptions {
  /** The data folder of the running product. */
  readonly folder: string;
  /** An API key; default: the one of the first run. */
  readonly key: string | undefined;
  /** Address of the running product; default: where it listens on this machine. */
  readonly url: string | undefined;
}

interface FirstRunFile {
  readonly apiKey?: string;
}

const readFirstRun = (path: string): FirstRunFile => {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as FirstRunFile;
  } catch (cause) {
    throw new ConfigError(`${path} cannot be read (${(cause as Error).message}); give --key`, { cause });
  }
};

/**
 * Returns where the process that holds the folder listens. Never `BASE_URL`, which may be any server's: the API key goes
 * there. A process that crashed leaves its address behind, and another program may have the port by now.
 */
const localAddressOf = (folder: string): string => {
  if (!isFolderInUse(folder)) {
    throw new ConfigError(`the product does not run on ${folder}. Start it, or name a running one: --data or --url`);
  }
  const url = readRunningAddress(folder);
  if (url === null) throw new ConfigError(`the address of the product on ${folder} is not known: give --url`);
  return url;
};

/** The API of the embedded product on this machine. */
export class LocalApi {
  readonly #url: string;
  readonly #key: string;

  constructor({ folder, key, url }: LocalApiOptions) {
    const path = join(folder, 'first-run.json');
    const first = readFirstRun(path);
    const foundKey = key ?? first.apiKey;
    if (foundKey === undefined) throw new ConfigError(`there is no ${path}, so an API key is needed: --key`);
    this.#key = foundKey;
    this.#url = url ?? localAddressOf(folder);
  }

  /** Resolves with the JSON of the answer. Throws a ConfigError for a refusal; `onMissing` makes that of a 404. */
  async call<Body>(method: string, path: string, onMissing?: () => ConfigError): Promise<Body> {
    let answer: Response;
    try {
      const headers = { authorization: `Bearer ${this.#key}` };
      answer = await fetch(new URL(path, this.#url), { method, headers });
    } catch {
      throw new ConfigError(`${this.#url} does not answer. Is the product running? --url names another address.`);
    }
    if (answer.status === 204) return undefined as Body;
    const body = await this.#bodyOf(answer);
    if (answer.ok) return body as Body;
    if (answer.status === 404 && onMissing !== undefined) throw onMissing();
    throw new ConfigError(`${this.#url}: ${body.title ?? answer.status}. ${body.detail ?? ''}`);
  }

  async #bodyOf(answer: Response): Promise<{ readonly title?: string; readonly detail?: string }> {
    try {
      return (await answer.json()) as { readonly title?: string; readonly detail?: string };
    } catch (cause) {
      const words = `${this.#url} answers (${answer.status}), but not as Bookonce does. --url names another address.`;
      throw new ConfigError(words, { cause });
    }
  }
}
