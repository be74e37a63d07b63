import { systemClock } from '@bookonce/adapter-node/clocks';
import { openHistory } from '@bookonce/distributed/history';
import { openKafkaPort } from '@bookonce/distributed/kafka-port';
import { readServiceConfig } from '@bookonce/distributed/service-config';
import { upcast, upcastKnown } from '@bookonce/contracts/upcast';
import { DeadLetterDesk, type OpenedLetter } from '@bookonce/kernel/dead-letter-desk';
import { upcastingStore } from '@bookonce/kernel/upcasting-store';
import { createLogger } from '@bookonce/platform/logger';
import { Metrics } from '@bookonce/platform/metrics';
import {
  listedDeadLetter,
  shownDeadLetter,
  type ListedDeadLetter,
  type ShownDeadLetter,
} from '@bookonce/platform/shown-dead-letter';
import { ConfigError } from '@bookonce/platform/variables';
import { LocalApi, type LocalApiOptions } from './local-api.js';

/** Dead letters of a running installation. Every id that is not there rejects with a ConfigError. */
export interface OperatedLetters {
  list(): Promise<readonly ListedDeadLetter[]>;
  show(id: string, reveal: boolean): Promise<ShownDeadLetter>;
  /** Resolves with whether the subscriber has handled the event; null if that is not known yet. */
  retry(id: string): Promise<boolean | null>;
  discard(id: string): Promise<void>;
  close(): Promise<void>;
}

const unknown = (id: string): ConfigError => new ConfigError(`there is no dead letter ${id}`);

/** Those of the embedded default, over its local API. */
export const lettersOfApi = (options: LocalApiOptions): OperatedLetters => {
  const api = new LocalApi(options);
  const pathOf = (id: string): string => `/v1/dead-letters/${encodeURIComponent(id)}`;
  return {
    list: async () => (await api.call<{ items: readonly ListedDeadLetter[] }>('GET', '/v1/dead-letters')).items,
    show: (id, reveal) => api.call<ShownDeadLetter>('GET', `${pathOf(id)}?reveal=${reveal}`, () => unknown(id)),
    retry: async (id) => {
      const { handled } = await api.call<{ handled: boolean }>('POST', `${pathOf(id)}/retry`, () => unknown(id));
      return handled;
    },
    discard: (id) => api.call<void>('DELETE', pathOf(id), () => unknown(id)),
    close: async () => undefined,
  };
};

/** Those of the distributed profile, on its servers: set by the same variables as a service. */
export const lettersOfServers = async (environment: NodeJS.ProcessEnv): Promise<OperatedLetters> => {
  const config = readServiceConfig(environment);
  const logger = createLogger(environment['LOG_LEVEL'] ?? 'error', 'ops', 2);
  const history = await openHistory(config.EVENT_STORE_URL, config.BOOKONCE_NAMESPACE, {
    warn: (message) => logger.warn(message),
  });
  const { deadLetters } = history;
  const bus = openKafkaPort({
    config,
    service: 'ops',
    deadLetters,
    clock: systemClock,
    logger,
    metrics: new Metrics(),
    onTopicsCreated: () => undefined,
  });
  const desk = new DeadLetterDesk({
    deadLetters,
    store: upcastingStore(history.eventStore, { upcast, upcastKnown }),
    bus,
  });
  const found = async (id: string): Promise<OpenedLetter> => {
    const opened = await desk.find(id);
    if (opened === null) throw unknown(id);
    return opened;
  };
  return {
    list: async () => (await desk.list()).map(listedDeadLetter),
    show: async (id, reveal) => shownDeadLetter(await found(id), reveal),
    retry: async (id) => {
      const opened = await found(id);
      bus.listen(() => undefined);
      await bus.ready();
      await desk.retry(opened);
      return null;
    },
    discard: async (id) => desk.discard(await found(id)),
    close: async () => {
      await bus.close();
      await history.close();
    },
  };
};
