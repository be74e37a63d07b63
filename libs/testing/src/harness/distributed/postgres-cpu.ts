import { readdirSync, readFileSync } from 'node:fs';
import type { OwnSchema } from '../../servers/own-schema.js';
import { TICKS_PER_SECOND } from './service-process.js';

interface ProcessStat {
  readonly name: string;
  readonly parent: number;
  /** Of the process itself. */
  readonly ticks: number;
  /** Of its children that have ended. */
  readonly childTicks: number;
}

/** Null if there is no such process, or if the system has no /proc. */
const statOf = (pid: number | string): ProcessStat | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    const fields = stat
      .slice(end + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const ticks = fields.slice(11, 15);
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = ticks;
    return {
      name: stat.slice(stat.indexOf('(') + 1, end),
      parent,
      ticks: user + system,
      childTicks: childUser + childSystem,
    };
  } catch {
    return null;
  }
};

/** Finds the main process of the PostgreSQL server; null if it runs on another machine or in a container. */
export const postgresPidOf = async (schema: Pick<OwnSchema, 'connect'>): Promise<number | null> => {
  const client = await schema.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const backend = statOf(rows[0]?.pid ?? 0);
  return backend?.name === 'postgres' ? backend.parent : null;
};

/** Returns the CPU seconds of a PostgreSQL server so far: of its main process and of all connections, past and present. */
export const postgresCpuSeconds = (pid: number): number => {
  const main = statOf(pid);
  if (main === null) return 0;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat?.parent === pid)
    .reduce((sum, stat) => sum + (stat?.ticks ?? 0), 0);
  return (main.ticks + main.childTicks + children) / TICKS_PER_SECOND;
};
