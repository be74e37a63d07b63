import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import '../style/page.css';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ANSWER_OFFLINE } from '../api/client.js';
import { BookingPage } from './booking-page.js';
import { LinkPage } from './link-page.js';
import { ResendForm } from './resend-form.js';
import { LanguageProvider } from '../messages/language.js';
import { isElsewhere, type PageData, readPageData } from '../page-data.js';
import { ServiceTimeProvider } from '../shared/service-time.js';

/** What a link or a booking is opened with, and from the one to the other once it is booked. */
const AttendeePage = ({ opened }: { readonly opened: PageData }) => {
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

const root = document.getElementById('app');
const data = readPageData();

/** Of a used link and of a booking, the server says what is behind an address; only a link has steps of its own. */
const followAddress = (opened: PageData): void => {
  if (isElsewhere(opened, location.pathname)) location.reload();
  // Before anything is rendered, so that none is missed.
  if (opened.kind !== 'link') addEventListener('popstate', () => location.reload());
};

if (data !== null) followAddress(data);
if (root !== null && data !== null) {
  const queries = new QueryClient({
    defaultOptions: { ...ANSWER_OFFLINE, queries: { ...ANSWER_OFFLINE.queries, staleTime: 30_000, retry: 2 } },
  });
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <ServiceTimeProvider at={data.now}>
          <AttendeePage opened={data} />
        </ServiceTimeProvider>
      </LanguageProvider>
    </QueryClientProvider>,
  );
}
