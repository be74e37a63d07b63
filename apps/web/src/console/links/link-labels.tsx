import type { Link, LinkStatus } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';

/** Shows the status as a word; colour is only an aid. */
export const StatusBadge = ({ status }: { readonly status: LinkStatus }) => {
  const { links } = useTexts();
  return (
    <span className="badge" data-status={status}>
      {links.statuses[status]}
    </span>
  );
};

/** Returns how to name a link in lists: by its recipient. */
export const useLinkName = (): ((link: Pick<Link, 'recipient'>) => string) => {
  const { links } = useTexts();
  return ({ recipient }) => recipient?.name ?? recipient?.email ?? links.noRecipient;
};
