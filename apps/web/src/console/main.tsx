import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import '../style/console.css';
import { RouterProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { Route, Router, Switch, useLocation } from 'wouter';
import { ALWAYS_SEND, api, ApiError } from '../api/client.js';
import { ApiKeysPage } from './api-keys/api-keys-page.js';
import { keys } from './api/queries.js';
import { renewRefusedKeys } from './api/refused-keys.js';
import { ApprovalsPage } from './approvals/approvals-page.js';
import { BookingsPage } from './bookings/bookings-page.js';
import { HostPage } from './hours/host-page.js';
import { HostsPage } from './hours/hosts-page.js';
import { LinksPage } from './links/links-page.js';
import { EditorPage } from './meeting-types/editor-page.js';
import { TypesPage } from './meeting-types/types-page.js';
import { SentMailPage } from './sent-mail/sent-mail-page.js';
import { WorkspacePage } from './workspace/workspace-page.js';
import { Shell } from './shell.js';
import { ConfirmSignIn, SignInPage, useSession } from './sign-in/sign-in.js';
import { OwnersOnly } from './sign-in/viewer.js';
import { Loading, NotFoundPage } from './ui/page.js';
import { locationHook, PageAddress } from './ui/page-address.js';
import { UnsavedProvider } from './ui/unsaved-provider.js';
import { LanguageProvider } from '../messages/language.js';
import { type ConsolePageData, readPageData } from '../page-data.js';
import { repairDeviceZone } from '../shared/device-zone.js';
import { ServiceTimeProvider } from '../shared/service-time.js';

const BASE = '/console';

const address = new PageAddress(window);
const useAddress = locationHook(address);

const ConsoleApp = () => (
  <UnsavedProvider address={address}>
    <Router base={BASE} hook={useAddress}>
      <Switch>
        <Route path="/sign-in/:token">{({ token }) => <ConfirmSignIn token={token} />}</Route>
        <Route>
          <SignedIn />
        </Route>
      </Switch>
    </Router>
  </UnsavedProvider>
);

/** Shows the pages to a signed-in host. Without a session it asks for sign-in and keeps the address. */
const SignedIn = () => {
  const session = useSession();
  if (session.isPending) return <Loading />;
  return session.data == null ? <SignInPage /> : <Pages />;
};

const Pages = () => {
  const [, navigate] = useLocation();
  return (
    <RouterProvider navigate={navigate} useHref={(href) => BASE + href}>
      <Shell>
        <Switch>
          <Route path="/" component={TypesPage} />
          <Route path="/meeting-types/new">
            <OwnersOnly>
              <EditorPage id={null} />
            </OwnersOnly>
          </Route>
          <Route path="/meeting-types/:id">
            {({ id }) => (
              <OwnersOnly>
                <EditorPage id={id} />
              </OwnersOnly>
            )}
          </Route>
          <Route path="/hosts" component={HostsPage} />
          <Route path="/hosts/new">
            <OwnersOnly>
              <HostPage id={null} />
            </OwnersOnly>
          </Route>
          <Route path="/hosts/:id">
            {({ id }) => (
              <OwnersOnly orHost={id}>
                <HostPage id={id} />
              </OwnersOnly>
            )}
          </Route>
          <Route path="/links" component={LinksPage} />
          <Route path="/bookings" component={BookingsPage} />
          <Route path="/approvals" component={ApprovalsPage} />
          <Route path="/sent-mail">
            <OwnersOnly>
              <SentMailPage />
            </OwnersOnly>
          </Route>
          <Route path="/workspace">
            <OwnersOnly>
              <WorkspacePage />
            </OwnersOnly>
          </Route>
          <Route path="/api-keys">
            <OwnersOnly>
              <ApiKeysPage />
            </OwnersOnly>
          </Route>
          <Route component={NotFoundPage} />
        </Switch>
      </Shell>
    </RouterProvider>
  );
};

repairDeviceZone();
api.use(renewRefusedKeys());
const root = document.getElementById('app');

/** Retries lost answers and server errors only; a refusal would be the same again. */
const shouldRetry = (failures: number, error: Error): boolean =>
  failures < 2 && error instanceof ApiError && (error.problem?.status ?? 503) >= 500;

const { now } = readPageData<ConsolePageData>() ?? { now: new Date().toISOString() };

if (root !== null) {
  // If the session has ended, ask for sign-in and keep the address.
  const onError = (error: Error): void => {
    if (error instanceof ApiError && error.problem?.status === 401) queries.setQueryData(keys.session, null);
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      ...ALWAYS_SEND,
      queries: { ...ALWAYS_SEND.queries, staleTime: 30_000, retry: shouldRetry },
    },
  });
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <ServiceTimeProvider at={now}>
          <ConsoleApp />
        </ServiceTimeProvider>
      </LanguageProvider>
    </QueryClientProvider>,
  );
}
