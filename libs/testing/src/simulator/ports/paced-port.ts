import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import type { Chaos } from '../running/chaos.js';
import type { Life } from '../running/simulated-process.js';

type Method = (...args: readonly unknown[]) => Promise<unknown>;

/**
 * One process's connection to a server of the product: each call is a step, and some are lost, before or after they took
 * effect.
 */
export const pacedPort = <Port extends object>(name: string, server: Port, life: Life, chaos: Chaos): Port =>
  new Proxy(server, {
    get: (port, property) => {
      const member: unknown = Reflect.get(port, property);
      if (typeof member !== 'function') return member;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        const what = `${name}.${String(property)}`;
        await life.pause(what);
        const isLost = chaos.strikes('unavailable');
        if (isLost && chaos.strikes('unavailable')) throw new StoreUnavailableError(`never arrived: ${what}`);
        const value = await Reflect.apply(member as Method, port, args);
        if (isLost) throw new StoreUnavailableError(`answer lost: ${what}`);
        return value;
      };
    },
  });
