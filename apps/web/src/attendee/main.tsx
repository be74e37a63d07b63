import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import '../style/page.css';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ALWAYS_SEND } from '../api/client.js';
import { BookingPage } from './booking-page.js';
import { LinkPage } from './link-page.js';
import { watchDescription } from './long-description.js';
import { managePathOf, manageTokenOf } from './manage-token.js';
import { ResendForm } from './resend-form.js';
import { LanguageProvider } from '../messages/language.js';
import { isElsewhere, type PageData, readPageData } from '../page-data.js';
import { repairDeviceZone } from '../shared/device-zone.js';
import { ServiceTimeProvider } from '../shared/service-time.js';

/** Shows a link or a booking, and switches from the link to its booking once it is made. */
const AttendeePage = ({ opened }: { readonly opened: PageData }) => {
  const [data, setData] = useState(opened);
  const isBookedHere = data !== opened;
  useEffect(() => {
    if (!isBookedHere) return;
    // "Back" leads to the link; the server renders its page, which says whether it is used.
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
        // A reload shows the booking; "back" shows the page of its link.
        history.replaceState(null, '', managePathOf(booking));
        setData({ now: data.now, kind: 'booking', manageToken: manageTokenOf(booking), booking });
      }}
    />
  );
};

repairDeviceZone();
watchDescription();
const root = document.getElementById('app');
const data = readPageData<PageData>();

/**
 * Reloads if the address has changed. Only a link has steps of its own in the browser's history; pages of used links
 * and bookings come from the server.
 */
const followAddress = (opened: PageData): void => {
  if (isElsewhere(opened, location.pathname)) location.reload();
  // Listen before the first render, so that no event is missed.
  if (opened.kind !== 'link') addEventListener('popstate', () => location.reload());
};

if (data !== null) followAddress(data);
if (root !== null && data !== null) {
  const queries = new QueryClient({
    defaultOptions: { ...ALWAYS_SEND, queries: { ...ALWAYS_SEND.queries, staleTime: 30_000, retry: 2 } },
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
