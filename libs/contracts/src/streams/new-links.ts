import type { HostsDeactivatedRefusal, NewLinkRefusal } from '../commands/link.js';
import type { LinkOverrides } from '../values/link-overrides.js';
import { hostsOfLink, type MeetingTypeSettings, nobodyCanTake } from '../values/meeting-type.js';
import { refusalToPlainHost } from '../values/plain-hosts.js';
import type { CurrentMeetingType } from './meeting-type.js';
import { isDeactivated, type WorkspaceMembers } from './workspace-members.js';

interface WantedLink {
  readonly hostId?: string | undefined;
  readonly overrides?: Pick<LinkOverrides, 'confirmation'> | undefined;
}

interface Asking {
  /** The plain host who asks; undefined for owners and for the product itself. */
  readonly plainHostId?: string | undefined;
  readonly members: WorkspaceMembers;
}

/** Returns why a link of a meeting type is not made, whatever its other terms; null if it can be. */
export const refusalOfNewLink = (
  { settings, isArchived }: Pick<CurrentMeetingType, 'settings' | 'isArchived'>,
  { hostId, overrides }: WantedLink,
  { plainHostId, members }: Asking,
): NewLinkRefusal | null => {
  const refusal = refusalToPlainHost(settings, plainHostId, overrides?.confirmation ?? settings.confirmation);
  if (refusal !== null) return refusal;
  return isArchived ? { kind: 'meetingTypeArchived' } : refusalWithoutHosts({ hostId }, settings, members);
};

/** A link that nobody can take a meeting of could never be booked. */
const refusalWithoutHosts = (
  link: Pick<WantedLink, 'hostId'>,
  settings: Pick<MeetingTypeSettings, 'hostIds' | 'assignment'>,
  members: WorkspaceMembers,
): HostsDeactivatedRefusal | null =>
  nobodyCanTake(hostsOfLink(link, settings), (id) => isDeactivated(members, id)) ? { kind: 'hostsDeactivated' } : null;
