import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { api, ApiError, dataOf } from '../../api/client.js';
import { keys } from '../api/queries.js';
import type { Session } from '../api/shapes.js';

const current = async (): Promise<Session | null> => {
  try {
    return await dataOf(api.GET('/v1/sessions/current'));
  } catch (error) {
    if (error instanceof ApiError && error.problem?.status === 401) return null;
    throw error;
  }
};

/** Who is signed in with this browser; null where nobody is. */
export const useSession = (): UseQueryResult<Session | null> =>
  useQuery({ queryKey: keys.session, queryFn: current, refetchOnWindowFocus: 'always' });

/** Ends the session, and forgets all that it showed. */
export const useSignOut = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { response } = await api.DELETE('/v1/sessions/current');
      if (!response.ok && response.status !== 401) throw new ApiError(null);
    },
    onSuccess: () => {
      queries.setQueryData(keys.session, null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
    },
  });
};
