import type { LinkStatus } from '../api/shapes.js';
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
