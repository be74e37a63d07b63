import type { Host, MeetingType } from '../api/shapes.js';

type HostState = Pick<Host, 'id' | 'name' | 'active'>;

/**
 * Returns the deactivated hosts of a meeting type, and whether nobody can take its meetings because of them: all hosts are
 * deactivated, or one of those who take meetings together.
 */
export const hostsAway = (
  { hostIds, assignment }: Pick<MeetingType, 'hostIds' | 'assignment'>,
  hosts: readonly HostState[],
): { readonly away: readonly HostState[]; readonly isStuck: boolean } => {
  const away = hosts.filter(({ id, active }) => hostIds.includes(id) && !active);
  return { away, isStuck: away.length > 0 && (assignment === 'collective' || away.length === hostIds.length) };
};
