import type { ReactNode } from 'react';
import type { Link, MeetingType } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { PageTitle } from '../ui/page.js';
import { useSession } from './sign-in.js';

/** The person who is signed in, as far as pages differ by it. */
export interface Viewer {
  readonly isOwner: boolean;
  readonly hostId: string | null;
}

export const useViewer = (): Viewer => {
  const { data } = useSession();
  return { isOwner: data?.role === 'owner', hostId: data?.hostId ?? null };
};

/** Whether the person may make links of a meeting type: a plain host only of those that it hosts. */
export const mayShare = ({ isOwner, hostId }: Viewer, { hostIds }: Pick<MeetingType, 'hostIds'>): boolean =>
  isOwner || (hostId !== null && hostIds.includes(hostId));

/**
 * Whether the person may set how bookings of a meeting type's links are confirmed, which includes booking for a recipient at
 * once: a plain host only if no other host is involved.
 */
export const maySetConfirmation = ({ isOwner, hostId }: Viewer, { hostIds }: Pick<MeetingType, 'hostIds'>): boolean =>
  isOwner || hostIds.every((id) => id === hostId);

/** Whether the person may book with a link for its recipient, which confirms the booking at once. */
export const mayBookAtOnce = (
  viewer: Viewer,
  type: Pick<MeetingType, 'hostIds' | 'confirmation'>,
  { overrides }: Pick<Link, 'overrides'>,
): boolean =>
  mayShare(viewer, type) &&
  ((overrides?.confirmation ?? type.confirmation) === 'instant' || maySetConfirmation(viewer, type));

/** A page for owners, or for the one host that it is about; others read why there is nothing. */
export const OwnersOnly = ({ orHost, children }: { readonly orHost?: string; readonly children: ReactNode }) => {
  const { members } = useTexts();
  const { isOwner, hostId } = useViewer();
  if (isOwner || (orHost !== undefined && orHost === hostId)) return children;
  return <PageTitle title={members.ownersOnly} lead={members.ownersOnlyHint} />;
};
