import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.js';
import { keys } from '../api/queries.js';
import type { WorkspaceChange } from '../api/shapes.js';

/** Saves a change; the name in the console's bar follows. */
export const useChangeWorkspace = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: WorkspaceChange) => dataOf(api.PATCH('/v1/workspace', { body })),
    onSuccess: async (changed) => {
      queries.setQueryData(keys.workspace, changed);
      await queries.invalidateQueries({ queryKey: keys.session });
    },
  });
};
