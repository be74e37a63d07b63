import type { Link } from '../api/shapes.js';

export type Expiring = 'today' | 'tomorrow';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Says whether an unused link expires today or tomorrow; null if it has longer. `dateKey` names an instant's day. */
export const expiringSoon = (
  { status, expiresAt }: Pick<Link, 'status' | 'expiresAt'>,
  now: number,
  dateKey: (instant: string) => string,
): Expiring | null => {
  if (status !== 'active') return null;
  const today = dateKey(new Date(now).toISOString());
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  const day = dateKey(expiresAt);
  if (day <= today) return 'today';
  return day === tomorrow ? 'tomorrow' : null;
};
