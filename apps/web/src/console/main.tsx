import '../style/console.css';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { ApiError } from '../api/client.js';
import { LanguageProvider } from '../messages/language.js';
import { ANSWER_OFFLINE } from '../shared/answer-offline.js';
import { keys } from './api/queries.js';
import { ConsoleApp } from './console-app.js';

const root = document.getElementById('app');

/** What was refused is refused again; only where no answer came, or the service was away, it helps to ask once more. */
const isWorthAnother = (failures: number, error: Error): boolean =>
  failures < 2 && error instanceof ApiError && (error.problem?.status ?? 503) >= 500;

if (root !== null) {
  // A session that has ended meanwhile: whoever sits there is asked to sign in, where they are.
  const onError = (error: Error): void => {
    if (error instanceof ApiError && error.problem?.status === 401) queries.setQueryData(keys.session, null);
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      ...ANSWER_OFFLINE,
      queries: { ...ANSWER_OFFLINE.queries, staleTime: 30_000, retry: isWorthAnother },
    },
  });
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <ConsoleApp />
      </LanguageProvider>
    </QueryClientProvider>,
  );
}
