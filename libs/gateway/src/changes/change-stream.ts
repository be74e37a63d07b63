import type { LiveBody } from '../http/answer.js';
import type { ChangeFeed } from './change-feed.js';

export interface ChangeStreamOptions {
  readonly feed: ChangeFeed;
  readonly workspaceId: string;
  /** True while the caller's key or session is valid. */
  readonly isStillAllowed: () => Promise<boolean>;
  readonly heartbeatMs: number;
}

const RECONNECT_AFTER_MS = 2_000;

/** Streams changes as server-sent events. Changes during a disconnect are not kept: the client reloads everything. */
export const changeStream = (options: ChangeStreamOptions): LiveBody => ({
  open: (sink) => {
    const { feed, workspaceId, isStillAllowed, heartbeatMs } = options;
    sink.send(`retry: ${RECONNECT_AFTER_MS}\n: connected\n\n`);
    const stop = feed.listen(workspaceId, (change) => sink.send(`event: change\ndata: ${JSON.stringify(change)}\n\n`));
    const beat = async (): Promise<void> => {
      // If a server is lost, the next heartbeat checks again.
      const allowed = await isStillAllowed().catch(() => true);
      if (allowed) sink.send(': still here\n\n');
      else sink.end();
    };
    const heartbeat = setInterval(() => void beat(), heartbeatMs);
    return () => {
      clearInterval(heartbeat);
      stop();
    };
  },
});
