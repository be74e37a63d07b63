import { api, dataOf } from '../api/client.js';
import type { SlotSource } from './use-slots.js';

/** The slots that can be booked with a link. */
export const linkSlots = (token: string): SlotSource => ({
  name: `link ${token}`,
  load: ({ from, to }) =>
    dataOf(api.GET('/v1/public/links/{token}/slots', { params: { path: { token }, query: { from, to } } })),
});
