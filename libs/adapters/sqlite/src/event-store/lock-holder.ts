import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Names the process that has the lock, for messages only: its id, and when it started, which tells it from another process
 * of that id. A crash leaves the file behind, and the holder may run in a container, with ids of its own.
 */
const FILE = 'lock.pid';

export const writeHolder = (folder: string): void => {
  try {
    writeFileSync(join(folder, FILE), `${process.pid} ${startOf(process.pid)}\n`, { mode: 0o600 });
  } catch {
    // The lock holds without it, as on a full disk.
  }
};

export const removeHolder = (folder: string): void => {
  try {
    rmSync(join(folder, FILE), { force: true });
  } catch {
    // The next holder replaces it.
  }
};

/** Returns words for the process that has the lock of a folder. Its id is left out if another process may have that id. */
export const describeHolder = (folder: string): string => {
  const [, id, start] = /^([1-9]\d*) ?(\d*)$/.exec(readHolder(folder)) ?? [];
  if (id === undefined || Number(id) === process.pid || !isRunning(Number(id)) || startOf(Number(id)) !== start)
    return 'another process';
  return `process ${id}`;
};

const readHolder = (folder: string): string => {
  try {
    return readFileSync(join(folder, FILE), 'utf8').trim();
  } catch {
    return '';
  }
};

/** Returns when a process started, in clock ticks since this machine did; empty if the system does not say it in /proc. */
const startOf = (id: number): string => {
  try {
    // Field 22. The name of the program, field 2, is in parentheses and may hold spaces.
    const [, fields = ''] = /.*\) (.*)/s.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? [];
    return fields.split(' ')[19] ?? '';
  } catch {
    return '';
  }
};

const isRunning = (id: number): boolean => {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It runs as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
