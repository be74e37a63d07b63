import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Starts the load generator in its own process, which runs one order at a time. */
export class Load {
  #child = fork(new URL('generator.mjs', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

  /** @param {import('./generator.mjs').LoadOrder} order @returns {Promise<import('./generator.mjs').LoadResult>} */
  async run(order) {
    this.#child.send(order);
    const [answer] = await once(this.#child, 'message');
    if (answer.error !== undefined) throw new Error(`the load broke off: ${answer.error}`);
    return answer.result;
  }

  stop() {
    if (this.#child.connected) this.#child.disconnect();
  }
}

/** Throws if the result contains errors, so that no such figure is reported. */
export const onlyStatus = (result, status) => {
  const others = Object.entries(result.statuses).filter(([seen]) => Number(seen) !== status);
  if (others.length > 0) throw new Error(`expected only ${status}, but got ${JSON.stringify(result.statuses)}`);
  return result;
};
