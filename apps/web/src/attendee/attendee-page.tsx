import { useEffect, useState } from 'react';
import type { PageData } from '../page-data.js';
import { BookingPage } from './booking-page.js';
import { LinkPage } from './link-page.js';
import { ResendForm } from './resend-form.js';

/** What a link or a booking is opened with, and from the one to the other once it is booked. */
export const AttendeePage = ({ opened }: { readonly opened: PageData }) => {
  const [data, setData] = useState(opened);
  const isBookedHere = data !== opened;
  useEffect(() => {
    if (!isBookedHere) return;
    // Back to the link that was used: what the server says of the address.
    const reload = (): void => location.reload();
    addEventListener('popstate', reload);
    return () => removeEventListener('popstate', reload);
  }, [isBookedHere]);
  if (data.kind === 'booking') return <BookingPage {...data} isNew={isBookedHere} />;
  if (data.kind === 'used') return <ResendForm token={data.token} />;
  return (
    <LinkPage
      token={data.token}
      link={data.link}
      onBooked={(booking) => {
        const { pathname } = new URL(booking.manageUrl);
        // Reloading shows the booking; going back from there leads to a link that says that it is used.
        history.replaceState(null, '', pathname);
        setData({
          now: data.now,
          kind: 'booking',
          manageToken: pathname.slice(pathname.lastIndexOf('/') + 1),
          booking,
        });
      }}
    />
  );
};
