import { ConfigError } from '@bookonce/platform/variables';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface LocalApiOptions {
  /** The data folder of the running product. */
  readonly folder: string;
  /** An API key; default: the one of the first run. */
  readonly key: string | undefined;
  /** Address of the running product; default: that of the first run. */
  readonly url: string | undefined;
}

interface FirstRunFile {
  readonly baseUrl?: string;
  readonly apiKey?: string;
}

const readFirstRun = (path: string): FirstRunFile => {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as FirstRunFile;
  } catch (cause) {
    throw new ConfigError(`${path} cannot be read (${(cause as Error).message}); give --key and --url`, { cause });
  }
};

/** The API of the embedded product on this machine. */
export class LocalApi {
  readonly #url: string;
  readonly #key: string;

  constructor({ folder, key, url }: LocalApiOptions) {
    const path = join(folder, 'first-run.json');
    const first = readFirstRun(path);
    const [foundKey, foundUrl] = [key ?? first.apiKey, url ?? first.baseUrl];
    if (foundKey === undefined) throw new ConfigError(`there is no ${path}, so an API key is needed: --key`);
    if (foundUrl === undefined) throw new ConfigError(`there is no ${path}, so the address is needed: --url`);
    this.#key = foundKey;
    this.#url = foundUrl;
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
