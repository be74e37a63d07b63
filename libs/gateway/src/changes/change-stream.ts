import type { LiveBody } from '../http/answer.js';
import type { ChangeFeed } from './change-feed.js';

export interface ChangeStreamOptions {
  readonly feed: ChangeFeed;
  readonly workspaceId: string;
  /** Whether who asked may still look: keys are revoked, and people sign out. */
  readonly isStillAllowed: () => Promise<boolean>;
  readonly heartbeatMs: number;
}

const RECONNECT_AFTER_MS = 2_000;

/** Changes as server-sent events. What happens while a client is away is not kept for it: it looks at everything again. */
export const changeStream = (options: ChangeStreamOptions): LiveBody => ({
  open: (sink) => {
    const { feed, workspaceId, isStillAllowed, heartbeatMs } = options;
    sink.send(`retry: ${RECONNECT_AFTER_MS}\n: connected\n\n`);
    const stop = feed.listen(workspaceId, (change) => sink.send(`event: change\ndata: ${JSON.stringify(change)}\n\n`));
    const beat = async (): Promise<void> => {
      // While a server is lost, nobody can tell: the next heartbeat asks again.
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
