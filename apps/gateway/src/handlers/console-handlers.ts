import { streamChanges } from '../api/console-api.js';
import type { ChangeFeed } from '../changes/change-feed.js';
import { changeStream } from '../changes/change-stream.js';
import { live, problem } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';

/** Open consoles of one workspace at one gateway: a person forgets tabs, a program makes connections in a loop. */
const MOST_STREAMS = 200;
const HEARTBEAT_MS = 15_000;
const TRY_AGAIN_SECONDS = 15;

export const changesEndpoint = (feed: ChangeFeed): Endpoint =>
  workspaceEndpoint(streamChanges, async ({ workspaceId, isStillAllowed }) => {
    if (feed.listenersOf(workspaceId) >= MOST_STREAMS) {
      return problem('too-many-requests', undefined, { headers: { 'retry-after': `${TRY_AGAIN_SECONDS}` } });
    }
    const stream = changeStream({ feed, workspaceId, isStillAllowed, heartbeatMs: HEARTBEAT_MS });
    return live('text/event-stream; charset=utf-8', stream);
  });
