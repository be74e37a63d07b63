import type { Link, LinkStatus } from '../api/shapes.js';

export interface LinkFilter {
  readonly search: string;
  readonly status: LinkStatus | '';
  readonly meetingTypeId: string;
}

export const noFilter: LinkFilter = { search: '', status: '', meetingTypeId: '' };

/** Those that a host asks for: every word of the search stands in the recipient, the note, the type or the address. */
export const findLinks = (
  links: readonly Link[],
  filter: LinkFilter,
  typeName: (id: string) => string,
): readonly Link[] => {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return links.filter((link) => {
    if (filter.status !== '' && link.status !== filter.status) return false;
    if (filter.meetingTypeId !== '' && link.meetingTypeId !== filter.meetingTypeId) return false;
    const { recipient, note, url, id } = link;
    const text = [recipient?.name, recipient?.email, note, url, id, typeName(link.meetingTypeId)]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
};

/** Whether a link can still be withdrawn. */
export const canRevoke = (link: Link): boolean => link.status === 'active';

/** Whether its recipient can be reminded: an expired link is replaced by a fresh one on the way. */
export const canRemind = ({ status, recipient }: Link): boolean =>
  (status === 'active' || status === 'expired') && recipient?.email !== undefined;
