import type { FieldError } from '@bookonce/contracts/replies';
import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';

type Hosts = Pick<MeetingTypeSettings, 'hostIds' | 'assignment'>;

/**
 * Returns an error if `single` names several hosts: exactly one takes every meeting. A meeting type that was stored before
 * this rule goes on with its hosts until they or the assignment change.
 */
export const severalForSingle = (after: Hosts, before: Hosts | null): readonly FieldError[] => {
  if (after.assignment !== 'single' || after.hostIds.length === 1) return [];
  if (before !== null && before.assignment === 'single' && isSame(before.hostIds, after.hostIds)) return [];
  const message = 'must name exactly one host for single; several share the meetings with roundRobin or collective';
  return [{ path: 'hostIds', message }];
};

const isSame = (before: readonly string[], after: readonly string[]): boolean =>
  before.length === after.length && before.every((hostId, index) => hostId === after[index]);
