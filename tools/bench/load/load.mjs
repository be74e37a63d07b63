import { fork } from 'node:child_process';
import { once } from 'node:events';

/** The load generator as the bench sees it: a process of its own that carries out one order at a time. */
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

/** Refuses to report a figure that errors went into. */
export const onlyStatus = (result, status) => {
  const others = Object.entries(result.statuses).filter(([seen]) => Number(seen) !== status);
  if (others.length > 0) throw new Error(`expected only ${status}, but got ${JSON.stringify(result.statuses)}`);
  return result;
};
