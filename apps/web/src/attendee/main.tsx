import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '../messages/language.js';
import { ANSWER_OFFLINE } from '../shared/answer-offline.js';
import { readPageData } from '../page-data.js';
import { ServiceTimeProvider } from '../shared/service-time.js';
import '../style/page.css';
import { AttendeePage } from './attendee-page.js';

const root = document.getElementById('app');
const data = readPageData();

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
