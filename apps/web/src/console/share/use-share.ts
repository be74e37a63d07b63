import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, dataOf } from '../../api/client.js';
import { onceHeader } from '../api/once-key.js';
import { followLinks, rememberLinks } from '../api/follow.js';
import type { Link, NewLink } from '../api/shapes.js';

/** Makes a link. Asked again for the very same, as after a lost answer, it makes no second one. */
export const useMakeLink = (): UseMutationResult<
  Link,
  Error,
  { body: NewLink; once: ReturnType<typeof onceHeader> }
> => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, once }) => dataOf(api.POST('/v1/links', { body, params: { header: once } })),
    onSuccess: (made) => rememberLinks(queries, [made]),
  });
};

/**
 * Puts a new link in the place of one, which stops working at once. One link has one successor: a second press gets the answer
 * of the first, and not a refusal that would leave the dead link in sight. `onMade` is told of it also where the list has taken
 * the old one away meanwhile, and with it whoever asked.
 */
export const useRefreshLink = (id: string, onMade: (made: Link) => void): UseMutationResult<Link, Error, void> => {
  const queries = useQueryClient();
  // Another link is another call: its key would be refused for it.
  const header = useMemo(() => ({ id, once: onceHeader() }), [id]).once;
  return useMutation({
    mutationFn: () => dataOf(api.POST('/v1/links/{id}/regenerate', { body: {}, params: { path: { id }, header } })),
    onSuccess: (made) => {
      // At once, so that what shows links can go on with the new one.
      rememberLinks(queries, [made]);
      onMade(made);
    },
    onSettled: () => followLinks(queries, [id]),
  });
};
