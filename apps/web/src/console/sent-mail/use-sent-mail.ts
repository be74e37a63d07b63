import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, ApiError, dataOf } from '../../api/client.js';
import { allPages } from '../api/all-pages.js';
import { keys } from '../api/queries.js';
import type { SentMail } from '../api/shapes.js';

const fetchSentMail = async (): Promise<readonly SentMail[] | null> => {
  try {
    return await allPages((query) => dataOf(api.GET('/v1/sent-mail', { params: { query } })));
  } catch (error) {
    if (error instanceof ApiError && error.problem?.status === 404) return null;
    throw error;
  }
};

/** Sent mails, newest first. Null if this installation keeps no list of them, as in the distributed profile. */
export const useSentMail = (): UseQueryResult<readonly SentMail[] | null> =>
  useQuery({ queryKey: keys.sentMail, queryFn: fetchSentMail });

/** A mail never changes. */
export const useOpenedMail = (id: string) =>
  useQuery({
    queryKey: [...keys.sentMail, id],
    queryFn: () => dataOf(api.GET('/v1/sent-mail/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
  });
