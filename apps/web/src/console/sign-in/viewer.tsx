import type { ReactNode } from 'react';
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

/** A page for owners, or for the one host that it is about; others read why there is nothing. */
export const OwnersOnly = ({ orHost, children }: { readonly orHost?: string; readonly children: ReactNode }) => {
  const { members } = useTexts();
  const { isOwner, hostId } = useViewer();
  if (isOwner || (orHost !== undefined && orHost === hostId)) return children;
  return <PageTitle title={members.ownersOnly} lead={members.ownersOnlyHint} />;
};
