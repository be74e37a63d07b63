import { seededIds } from '@bookonce/adapter-memory/seeded-ids';
import { checkSecretKey } from '@bookonce/contracts/commands/secret-key';
import { noHandlerFor } from '@bookonce/contracts/send-command';
import { type Bus, BusUnavailableError, type CommandMessage } from '@bookonce/kernel/ports/bus';
import { ConfigError } from '@bookonce/platform/variables';
import { keyCheckOf } from '@bookonce/secrets/key-check';
import { describe, expect, it } from '@jest/globals';
import { confirmSecretKey } from './confirm-secret-key.js';

const KEY = new Uint8Array(32).fill(7);

/** Starts a process whose requests are answered by `answer`. */
const bench = (answer: (times: number) => unknown) => {
  const lines: string[] = [];
  const asked: [string, CommandMessage][] = [];
  const stopping = new AbortController();
  const bus: Pick<Bus, 'request'> = {
    request: async <Reply>(pattern: string, message: CommandMessage) => {
      asked.push([pattern, message]);
      return answer(asked.length) as Reply;
    },
  };
  const confirm = (): Promise<void> =>
    confirmSecretKey({
      bus,
      ids: seededIds('spec'),
      secretKey: KEY,
      logger: { warn: (line: string) => void lines.push(line) } as never,
      signal: stopping.signal,
    });
  return { confirm, lines, asked, stopping };
};

describe('the secret key of a process without a store', () => {
  it('is confirmed by the workspace service, which gets only its check', async () => {
    const { confirm, lines, asked } = bench(() => ({ key: 'same' }));
    await confirm();
    expect(asked).toEqual([
      [checkSecretKey.pattern, expect.objectContaining({ payload: { check: keyCheckOf(KEY) } }) as unknown],
    ]);
    expect(lines).toEqual([]);
  });

  it('ends the process if history was written with another one', async () => {
    const confirmed = bench(() => ({ key: 'other' })).confirm();
    await expect(confirmed).rejects.toThrow(ConfigError);
    await expect(confirmed).rejects.toThrow(/^BOOKONCE_SECRET_KEY is not the key .* --accept-new-key/);
    await expect(confirmed).rejects.not.toThrow(keyCheckOf(KEY));
  });

  it.each([
    ['history knows no key yet', () => ({ key: 'none' })],
    [
      'an earlier release answers',
      () => {
        throw new Error(noHandlerFor(checkSecretKey.pattern));
      },
    ],
  ])('is taken as it is, with one line in the log, if %s', async (_when, answer) => {
    const { confirm, lines, asked } = bench(answer);
    await confirm();
    expect(asked).toHaveLength(1);
    expect(lines).toEqual([expect.stringContaining('BOOKONCE_SECRET_KEY is not checked')]);
  });

  it('is asked for until the workspace service answers', async () => {
    const { confirm, lines, asked } = bench((times) => {
      if (times === 1) throw new BusUnavailableError('no reply');
      return { key: 'other' };
    });
    await expect(confirm()).rejects.toThrow(ConfigError);
    expect(asked).toHaveLength(2);
    expect(lines).toEqual([expect.stringContaining('the workspace service could not be used (no reply)')]);
    expect(lines.join()).not.toContain(keyCheckOf(KEY));
  });

  it('is no longer asked for once the process stops', async () => {
    const { confirm, stopping } = bench(() => new Promise(() => undefined));
    const confirmed = confirm();
    stopping.abort(new Error('the process is stopping'));
    await expect(confirmed).rejects.toThrow('the process is stopping');
  });
});
