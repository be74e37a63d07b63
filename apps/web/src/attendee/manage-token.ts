import type { PublicBooking } from '../api/client.js';

export const managePathOf = ({ manageUrl }: Pick<PublicBooking, 'manageUrl'>): string => new URL(manageUrl).pathname;

export const manageTokenOf = (booking: Pick<PublicBooking, 'manageUrl'>): string =>
  managePathOf(booking).split('/').at(-1) ?? '';
