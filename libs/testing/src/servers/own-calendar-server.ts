import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../harness/eventually.js';
import { freePort } from '../harness/free-port.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

/** The CalDAV servers that `tools/calendar-servers/install.sh` installs. */
export const CALENDAR_SERVERS = ['radicale', 'xandikos'] as const;
export type CalendarServerName = (typeof CALENDAR_SERVERS)[number];

/** A test's own CalDAV server with one account, on loopback and in a folder of its own. */
export interface OwnCalendarServer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Where the account's calendars are; ends with a slash. */
  readonly homePath: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** In no single-byte encoding, and with a colon, at which a user name ends. */
const PASSWORD = 'für:→🔑';

interface Start {
  readonly arguments: readonly string[];
  readonly username: string;
  readonly homePath: string;
}

const prepare: Readonly<Record<CalendarServerName, (folder: string, port: number) => Start>> = {
  radicale: (folder, port) => {
    writeFileSync(join(folder, 'users'), `ann:${PASSWORD}\n`);
    const config = join(folder, 'config');
    writeFileSync(
      config,
      `[server]
hosts = 127.0.0.1:${port}
[auth]
type = htpasswd
htpasswd_filename = ${join(folder, 'users')}
htpasswd_encryption = plain
delay = 0
[encoding]
stock = utf-8
[storage]
filesystem_folder = ${join(folder, 'collections')}
`,
    );
    return { arguments: ['--config', config], username: 'ann', homePath: '/ann/' };
  },
  // Without passwords, which it leaves to a proxy in front; in a sub-path, as behind one.
  xandikos: (folder, port) => ({
    arguments: ['-d', folder, '--defaults', '-l', '127.0.0.1', '-p', String(port), '--route-prefix', '/dav/'],
    username: 'ann',
    homePath: '/dav/user/calendars/',
  }),
};

/** Resolves when the server answers. */
export const startCalendarServer = async (name: CalendarServerName): Promise<OwnCalendarServer> => {
  const folder = temporaryFolder();
  const port = await freePort();
  const { arguments: given, username, homePath } = prepare[name](folder.path, port);
  const server = spawn(name, given, { stdio: 'ignore', cwd: folder.path });
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    await end(server);
    folder.remove();
  };
  try {
    await eventually(() => fetch(url, { redirect: 'manual' }), { withinMs: 30_000, everyMs: 50 });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, username, password: PASSWORD, homePath, pid: server.pid ?? 0, stop };
};

const end = async (server: ChildProcess): Promise<void> => {
  if (server.exitCode !== null || server.pid === undefined) return;
  const exited = once(server, 'exit');
  server.kill('SIGKILL');
  await exited;
};
