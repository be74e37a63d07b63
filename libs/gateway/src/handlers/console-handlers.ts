import type { SentMailLog } from '@bookonce/kernel/ports/sent-mail';
import { getSentMail, listSentMail, streamChanges } from '../api/console-api.js';
import { DEFAULT_PAGE } from '../api/shapes.js';
import type { ChangeFeed } from '../changes/change-feed.js';
import { changeStream } from '../changes/change-stream.js';
import { json, live, notFound, problem } from '../http/answer.js';
import { type Endpoint, workspaceEndpoint } from '../http/endpoint.js';

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

/** Registered only if the process keeps a list of sent mail. */
export const sentMailEndpoints = (sentMail: SentMailLog): readonly Endpoint[] => [
  workspaceEndpoint(listSentMail, async ({ query: { limit = DEFAULT_PAGE, cursor }, workspaceId }) =>
    json(200, await sentMail.list(workspaceId, { limit, ...(cursor === undefined ? {} : { cursor }) })),
  ),

  workspaceEndpoint(getSentMail, async ({ params: { id }, workspaceId }) => {
    const mail = await sentMail.get(workspaceId, id);
    if (mail === null) return notFound();
    return json(200, mail.text === undefined ? mail : { ...mail, text: withoutSignIn(mail.text) });
  }),
];

const SIGN_IN_TOKEN = /(\/console\/sign-in\/)[0-9A-Za-z]+/g;

/**
 * Removes the token of a sign-in link, which is for the mail's reader alone. With it, an API key could start a session that
 * outlives the key.
 */
const withoutSignIn = (text: string): string => text.replaceAll(SIGN_IN_TOKEN, '$1…');
