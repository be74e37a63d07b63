import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.js';
import { keys } from '../api/queries.js';
import { loadAllPages } from '../api/requests.js';
import type { ApiKey } from '../api/shapes.js';

/** All API keys of the workspace, revoked ones included; for owners. Not loaded unless it is needed. */
export const useApiKeys = (isNeeded = true): UseQueryResult<readonly ApiKey[]> =>
  useQuery({
    queryKey: keys.apiKeys,
    enabled: isNeeded,
    queryFn: () => loadAllPages((query) => dataOf(api.GET('/v1/api-keys', { params: { query } }))),
  });
