import type { Link, LinkStatus } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';

/** The word says it; the colour only helps to find it. */
export const StatusBadge = ({ status }: { readonly status: LinkStatus }) => {
  const { links } = useTexts();
  return (
    <span className="badge" data-status={status}>
      {links.statuses[status]}
    </span>
  );
};

/** What to call a link by: whom it is for. */
export const useWho = (): ((link: Pick<Link, 'recipient'>) => string) => {
  const { links } = useTexts();
  return ({ recipient }) => recipient?.name ?? recipient?.email ?? links.nobody;
};
