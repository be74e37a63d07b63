import type { LiveBody } from '../http/answer.js';
import type { Change, ChangeFeed } from './change-feed.js';

export interface ChangeStreamOptions {
  readonly feed: ChangeFeed;
  readonly workspaceId: string;
  /** Whether the caller may know of a change. */
  readonly isSeen: (change: Change) => Promise<boolean>;
  /** True while the caller's key or session is valid. */
  readonly isStillAllowed: () => Promise<boolean>;
  readonly heartbeatMs: number;
}

const RECONNECT_AFTER_MS = 2_000;

/** Streams changes as server-sent events. Changes during a disconnect are not kept: the client reloads everything. */
export const changeStream = (options: ChangeStreamOptions): LiveBody => ({
  open: (sink) => {
    const { feed, workspaceId, isSeen, isStillAllowed, heartbeatMs } = options;
    let isOpen = true;
    const send = (text: string): void => {
      if (isOpen) sink.send(text);
    };
    send(`retry: ${RECONNECT_AFTER_MS}\n: connected\n\n`);
    const pass = async (change: Change): Promise<void> => {
      // If a server is lost, the change is passed on: reading what it is about is refused by itself.
      if (await isSeen(change).catch(() => true)) send(`event: change\ndata: ${JSON.stringify(change)}\n\n`);
    };
    const endUnlessAllowed = async (): Promise<boolean> => {
      // If a server is lost, the next heartbeat checks again.
      const allowed = await isStillAllowed().catch(() => true);
      if (!allowed && isOpen) sink.end();
      return allowed;
    };
    const beat = async (): Promise<void> => {
      if (await endUnlessAllowed()) send(': still here\n\n');
    };
    const stop = feed.listen(workspaceId, {
      onChange: (change) => void pass(change),
      onAccessChange: () => void endUnlessAllowed(),
    });
    const heartbeat = setInterval(() => void beat(), heartbeatMs);
    return () => {
      isOpen = false;
      clearInterval(heartbeat);
      stop();
    };
  },
});
