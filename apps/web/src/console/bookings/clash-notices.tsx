import type { Booking } from '../api/shapes.js';
import { sourceText } from '../preview/reason-text.js';
import { useTexts } from '../texts/texts.js';

/** Warns of what else is at the time of a booking that waits. A host is named if there are several. */
export const ClashNotices = ({ booking }: { readonly booking: Booking }) => {
  const { bookings: t, why } = useTexts();
  const { clashes = [], hosts } = booking;
  return clashes.map(({ hostId, source }) => {
    const host = hosts.length > 1 ? hosts.find(({ id }) => id === hostId) : undefined;
    const words = sourceText(source, why);
    return (
      <p key={`${hostId} ${source.type} ${source.name}`} className="notice">
        {host === undefined ? t.clash(words) : t.clashOf(host.name, words)}
      </p>
    );
  });
};
