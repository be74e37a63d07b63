import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, ApiError, dataOf } from '../../api/client.js';
import { allPages } from '../api/all-pages.js';
import { keys } from '../api/queries.js';
import type { KeptMail } from '../api/shapes.js';

const kept = async (): Promise<readonly KeptMail[] | null> => {
  try {
    return await allPages((query) => dataOf(api.GET('/v1/outbox', { params: { query } })));
  } catch (error) {
    if (error instanceof ApiError && error.problem?.status === 404) return null;
    throw error;
  }
};

/** The mails that were kept, the latest first; null where mails are sent, and there is no outbox. */
export const useOutbox = (): UseQueryResult<readonly KeptMail[] | null> =>
  useQuery({ queryKey: keys.outbox, queryFn: kept });

/** A mail never changes. */
export const useKeptMail = (id: string) =>
  useQuery({
    queryKey: [...keys.outbox, id],
    queryFn: () => dataOf(api.GET('/v1/outbox/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
  });
