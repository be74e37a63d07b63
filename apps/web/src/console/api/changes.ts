import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followBookings, followLinks } from './follow.js';
import { keys } from './queries.js';

/** What of the console is out of date when something of this kind has changed. */
const OUTDATED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  link: [keys.sentMail],
  booking: [keys.preview, keys.sentMail],
  meetingType: [keys.meetingTypes, keys.preview],
  host: [keys.hosts, keys.preview],
};

/** Changes come in bursts: those of a moment are followed together. */
const MOMENT_MS = 200;

interface Change {
  readonly kind: string;
  readonly id: string;
}

/** `{"kind":"link","id":"lnk_…"}` */
const changeOf = (data: unknown): Change => {
  const change: unknown = typeof data === 'string' ? JSON.parse(data) : null;
  const isChange = typeof change === 'object' && change !== null && 'kind' in change && 'id' in change;
  return isChange ? { kind: String(change.kind), id: String(change.id) } : { kind: '', id: '' };
};

const follow = (queries: QueryClient, changes: readonly Change[]): void => {
  const idsOf = (kind: string): readonly string[] => [
    ...new Set(changes.filter((change) => change.kind === kind).map(({ id }) => id)),
  ];
  for (const kind of new Set(changes.map((change) => change.kind))) {
    for (const queryKey of OUTDATED[kind] ?? []) void queries.invalidateQueries({ queryKey });
  }
  const links = idsOf('link');
  const bookings = idsOf('booking');
  if (links.length > 0) void followLinks(queries, links);
  if (bookings.length > 0) void followBookings(queries, bookings);
};

/** Keeps what is shown up to date: the service says what changes while the page is open. */
export const useChanges = (): void => {
  const queries = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/v1/changes');
    let waiting: Change[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener('change', ({ data }: MessageEvent<unknown>) => {
      waiting.push(changeOf(data));
      timer ??= setTimeout(() => {
        timer = undefined;
        follow(queries, waiting);
        waiting = [];
      }, MOMENT_MS);
    });
    source.addEventListener('open', () => {
      // What happened before the line was open, or while it was down, is not told.
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [queries]);
};
