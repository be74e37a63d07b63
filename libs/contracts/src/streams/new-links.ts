import type { HostsDeactivatedRefusal, NewLinkRefusal } from '../commands/link.js';
import { hostsOfLink, type MeetingTypeSettings, nobodyCanTake } from '../values/meeting-type.js';
import { type ConfirmedLink, refusalToPlainHost } from '../values/plain-hosts.js';
import type { CurrentMeetingType } from './meeting-type.js';
import { isDeactivated, type WorkspaceMembers } from './workspace-members.js';

interface WantedLink extends Pick<ConfirmedLink, 'overrides'> {
  readonly hostId?: string | undefined;
  /** Whether an owner made the link whose place it takes. */
  readonly isByOwner?: boolean;
}

export interface AskingForLink {
  /** The plain host who asks; undefined for owners and for the product itself. */
  readonly plainHostId?: string | undefined;
  readonly members: WorkspaceMembers;
}

/**
 * Returns why a link of a meeting type is not made, whatever its other terms; null if it can be. Deactivated hosts come before
 * an archived type, because they also keep links that exist from being booked.
 */
export const refusalOfNewLink = (
  { settings, isArchived }: Pick<CurrentMeetingType, 'settings' | 'isArchived'>,
  { hostId, overrides, isByOwner = false }: WantedLink,
  { plainHostId, members }: AskingForLink,
): NewLinkRefusal | null => {
  const confirmation = overrides?.confirmation ?? settings.confirmation;
  return (
    refusalToPlainHost(settings, plainHostId, confirmation, { overrides, isByOwner }) ??
    refusalWithoutHosts({ hostId }, settings, members) ??
    (isArchived ? { kind: 'meetingTypeArchived' } : null)
  );
};

/** A link that nobody can take a meeting of could never be booked. */
const refusalWithoutHosts = (
  link: Pick<WantedLink, 'hostId'>,
  settings: Pick<MeetingTypeSettings, 'hostIds' | 'assignment'>,
  members: WorkspaceMembers,
): HostsDeactivatedRefusal | null =>
  nobodyCanTake(hostsOfLink(link, settings), (id) => isDeactivated(members, id)) ? { kind: 'hostsDeactivated' } : null;
