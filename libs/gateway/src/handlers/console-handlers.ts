import { bookings } from '@bookonce/booking/views/booking-document';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { SentMailLog } from '@bookonce/kernel/ports/sent-mail';
import { unreachable } from '@bookonce/kernel/result';
import { links } from '@bookonce/link/views/link-document';
import { getSentMail, listSentMail, streamChanges } from '../api/console-api.js';
import { DEFAULT_PAGE } from '../api/shapes.js';
import type { Change, ChangeFeed } from '../changes/change-feed.js';
import { changeStream } from '../changes/change-stream.js';
import { StreamPlaces } from '../changes/stream-places.js';
import { json, live, notFound } from '../http/answer.js';
import { type Endpoint, workspaceEndpoint } from '../http/endpoint.js';
import { tooMany } from '../http/limits.js';
import { findSeen, type Viewer } from './owned.js';

/**
 * Open streams at one gateway: a person forgets tabs, a program makes connections in a loop. No key, session or client can
 * use up the places of its whole workspace.
 */
const MOST_OF_WORKSPACE = 1_000;
const MOST_OF_TOKEN = 200;
const MOST_OF_CLIENT = 200;
const HEARTBEAT_MS = 15_000;
const TRY_AGAIN_SECONDS = 15;

export const changesEndpoint = (feed: ChangeFeed, readModels: ReadModels): Endpoint => {
  const places = new StreamPlaces();
  return workspaceEndpoint(streamChanges, async ({ workspaceId, onlyFor, credential, client, isStillAllowed }) => {
    const got = places.take([
      { name: 'token-streams', subject: credential, most: MOST_OF_TOKEN },
      { name: 'client-streams', subject: client, most: MOST_OF_CLIENT },
      { name: 'workspace-streams', subject: workspaceId, most: MOST_OF_WORKSPACE },
    ]);
    if (typeof got !== 'function') {
      const { name, most: attempts } = got;
      return tooMany('too-many-requests', { name, attempts, seconds: TRY_AGAIN_SECONDS });
    }
    const viewer = { workspaceId, onlyFor };
    const isSeen = (change: Change): Promise<boolean> => isSeenChange(readModels, change, viewer);
    const { open } = changeStream({ feed, workspaceId, isSeen, isStillAllowed, heartbeatMs: HEARTBEAT_MS });
    return live('text/event-stream; charset=utf-8', { open, close: got });
  });
};

/** Whether the caller may read what has changed. Names of hosts and meeting types are everybody's. */
const isSeenChange = async (readModels: ReadModels, { kind, id }: Change, viewer: Viewer): Promise<boolean> => {
  if (viewer.onlyFor === null) return true;
  switch (kind) {
    case 'link':
      return (await findSeen(readModels, links, id, viewer)) !== null;
    case 'booking':
      return (await findSeen(readModels, bookings, id, viewer)) !== null;
    case 'meetingType':
    case 'host':
    case 'connectedCalendar':
    case 'workspace':
      // The id alone, which reads nothing that is another host's.
      return true;
    default:
      return unreachable(kind);
  }
};

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
