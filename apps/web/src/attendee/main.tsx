import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '../messages/language.js';
import { ANSWER_OFFLINE } from '../shared/answer-offline.js';
import { isElsewhere, readPageData, type PageData } from '../page-data.js';
import { ServiceTimeProvider } from '../shared/service-time.js';
import '../style/page.css';
import { AttendeePage } from './attendee-page.js';

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
