import { setTimeout as wait } from 'node:timers/promises';
import { callJson } from './call-json.mjs';

const CLUSTER = new URL('../../../libs/testing/dist/harness/distributed/cluster.js', import.meta.url).href;

/**
 * Starts the distributed profile with its own servers and one gateway, as a target of the bench.
 * @returns {Promise<import('./product.mjs').Target & { cluster: object, cpuByProcess: () => Map<string, number> }>}
 */
export const startCluster = async ({ postgres, profileDir }) => {
  const { Cluster } = await import(CLUSTER);
  const nodeArgs = profileDir == null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
  const cluster = await Cluster.start({ postgresUrl: postgres, nodeArgs, environment: { LOG_LEVEL: 'warn' } });
  const { apiKey } = await cluster.firstRun();
  const cpuByProcess = () => new Map(cluster.cpuSeconds());
  const total = () => [...cpuByProcess().values()].reduce((sum, one) => sum + one, 0);
  const server = {
    port: cluster.gateways[0].port,
    call: (path, options) => callJson(cluster.baseUrl, path, options),
    cpuSeconds: async () => total(),
    /** Gives work that follows from the last requests time to finish; it is spread over many processes. */
    settled: () => wait(500),
    stop: async () => {
      // SIGTERM, so that CPU profiles are written.
      if (profileDir != null) await cluster.stop();
      await cluster.dispose();
    },
  };
  return { name: 'distributed', server, keyHeaders: { authorization: `Bearer ${apiKey}` }, cluster, cpuByProcess };
};
