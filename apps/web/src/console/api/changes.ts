import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from './queries.js';

/** What is out of date when something of this kind has changed. */
const OUTDATED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  link: [keys.links],
  booking: [keys.bookings, keys.links, keys.preview, keys.outbox],
  meetingType: [keys.meetingTypes, keys.preview],
  host: [keys.hosts, keys.preview],
};

/** `{"kind":"link","id":"lnk_…"}` */
const kindOf = (data: unknown): string => {
  const change: unknown = typeof data === 'string' ? JSON.parse(data) : null;
  return typeof change === 'object' && change !== null && 'kind' in change ? String(change.kind) : '';
};

/** Keeps what is shown up to date: the service says what changes while the page is open. */
export const useChanges = (): void => {
  const queries = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/v1/changes');
    const forget = (names: readonly (readonly string[])[]): void => {
      for (const queryKey of names) void queries.invalidateQueries({ queryKey });
    };
    source.addEventListener('change', ({ data }: MessageEvent<unknown>) => forget(OUTDATED[kindOf(data)] ?? []));
    let wasOpen = false;
    source.addEventListener('open', () => {
      // What happened while the line was down is not told again.
      if (wasOpen) forget(Object.values(OUTDATED).flat());
      wasOpen = true;
    });
    return () => source.close();
  }, [queries]);
};
