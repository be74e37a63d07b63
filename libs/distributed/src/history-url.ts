/** Of which kind a server of history is, and where it is: `host:port`, several of a cluster separated by commas. */
export interface HistoryUrl {
  readonly kind: 'PostgreSQL' | 'EventStoreDB';
  readonly scheme: string;
  readonly hosts: string;
}

const KINDS: Readonly<Record<string, HistoryUrl['kind']>> = {
  postgres: 'PostgreSQL',
  postgresql: 'PostgreSQL',
  esdb: 'EventStoreDB',
  'esdb+discover': 'EventStoreDB',
  kurrentdb: 'EventStoreDB',
  'kurrentdb+discover': 'EventStoreDB',
};

const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$/;

/**
 * Reads a connection string. `URL` does not: a cluster's names all of its nodes (`esdb://a:2113,b:2113`). Null where it
 * names no server of history.
 */
export const readHistoryUrl = (text: string): HistoryUrl | null => {
  const [, scheme = '', hosts = ''] = /^([a-z+]+):\/\/(?:[^@/?#]*@)?([^/?#@]+)/.exec(text) ?? [];
  const kind = KINDS[scheme];
  if (kind === undefined) return null;
  const each = hosts.split(',');
  if (!each.every((host) => HOST.test(host)) || (kind === 'PostgreSQL' && each.length > 1)) return null;
  return { kind, scheme, hosts };
};
