import type { Link } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';

/** What to call a link by: whom it is for. */
export const useWho = (): ((link: Pick<Link, 'recipient'>) => string) => {
  const { links } = useTexts();
  return ({ recipient }) => recipient?.name ?? recipient?.email ?? links.nobody;
};
