import type { Link, LinkStatus } from '../api/shapes.js';

export interface LinkFilter {
  readonly search: string;
  /** `expiring`: those that expire by tomorrow. */
  readonly status: LinkStatus | 'expiring' | '';
  readonly meetingTypeId: string;
}

export const noFilter: LinkFilter = { search: '', status: '', meetingTypeId: '' };

const STATUSES: ReadonlySet<string> = new Set<LinkFilter['status']>([
  'active',
  'consumed',
  'expired',
  'replaced',
  'revoked',
  'expiring',
]);
const isStatus = (text: string): text is LinkFilter['status'] => STATUSES.has(text);

/** Reads a filter from the query of an address, such as `q=ada&status=active`. */
export const filterIn = (query: string): LinkFilter => {
  const given = new URLSearchParams(query);
  const status = given.get('status') ?? '';
  return {
    search: given.get('q') ?? '',
    status: isStatus(status) ? status : '',
    meetingTypeId: given.get('type') ?? '',
  };
};

/** Returns the address of the list with this filter; {@link filterIn} reads it back. */
export const linksHref = ({ search, status, meetingTypeId }: LinkFilter): string => {
  const query = new URLSearchParams([
    ...(search === '' ? [] : [['q', search]]),
    ...(status === '' ? [] : [['status', status]]),
    ...(meetingTypeId === '' ? [] : [['type', meetingTypeId]]),
  ]).toString();
  return query === '' ? '/links' : `/links?${query}`;
};

/** Returns links that match the filter. Every search word must occur in the recipient, note, URL, id or type. */
export const findLinks = (
  links: readonly Link[],
  filter: LinkFilter,
  typeName: (id: string) => string,
  isExpiring: (link: Link) => boolean,
): readonly Link[] => {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return links.filter((link) => {
    const hasStatus = filter.status === 'expiring' ? isExpiring(link) : link.status === filter.status;
    if (filter.status !== '' && !hasStatus) return false;
    if (filter.meetingTypeId !== '' && link.meetingTypeId !== filter.meetingTypeId) return false;
    const { recipient, note, url, id } = link;
    const text = [recipient?.name, recipient?.email, note, url, id, typeName(link.meetingTypeId)]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
};

/**
 * Why a bulk action leaves a link out. `unknownUrl`: the installation's secret key was lost. `mailed`, `notMailed`: its
 * recipient is reminded, or sent it for the first time, by another action.
 */
export type LeftOutReason = 'used' | 'expired' | 'ended' | 'noAddress' | 'unknownUrl' | 'mailed' | 'notMailed';

/** Returns why the link cannot be revoked; null if it can. */
export const whyNotRevoked = ({ status }: Link): LeftOutReason | null => {
  switch (status) {
    case 'active':
      return null;
    case 'consumed':
      return 'used';
    case 'expired':
      return 'expired';
    default:
      return 'ended';
  }
};

/**
 * Returns why the recipient cannot be mailed; null if that is possible. An expired link is then replaced by a new one. An
 * active one is mailed as it is, so its URL must be known.
 */
export const whyNotMailed = ({ status, recipient, url }: Link): LeftOutReason | null => {
  if (status === 'consumed') return 'used';
  if (status !== 'active' && status !== 'expired') return 'ended';
  if (recipient?.email === undefined) return 'noAddress';
  return status === 'active' && url === undefined ? 'unknownUrl' : null;
};

export const canRevoke = (link: Link): boolean => whyNotRevoked(link) === null;

/** Returns why the link cannot be sent for the first time. */
export const whyNotSent = (link: Link): LeftOutReason | null =>
  whyNotMailed(link) ?? (link.mailedAt === undefined ? null : 'mailed');

/** Returns why the recipient cannot be reminded. */
export const whyNotReminded = (link: Link): LeftOutReason | null =>
  whyNotMailed(link) ?? (link.mailedAt === undefined ? 'notMailed' : null);

/** Counts the links that an action leaves out, by reason, the most frequent first. */
export const leftOutOf = (
  links: readonly Link[],
  why: (link: Link) => LeftOutReason | null,
): readonly (readonly [LeftOutReason, number])[] => {
  const counts = new Map<LeftOutReason, number>();
  for (const link of links) {
    const reason = why(link);
    if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one);
};
