import { RouterProvider } from 'react-aria-components';
import { Route, Router, Switch, useLocation } from 'wouter';
import { ApiKeysPage } from './api-keys/api-keys-page.js';
import { BookingsPage } from './bookings/bookings-page.js';
import { HostPage } from './hours/host-page.js';
import { HostsPage } from './hours/hosts-page.js';
import { LinksPage } from './links/links-page.js';
import { EditorPage } from './meeting-types/editor-page.js';
import { TypesPage } from './meeting-types/types-page.js';
import { NoSuchPage } from './no-such-page.js';
import { SentMailPage } from './sent-mail/sent-mail-page.js';
import { Shell } from './shell.js';
import { ConfirmSignIn } from './sign-in/confirm-sign-in.js';
import { SignInPage } from './sign-in/sign-in-page.js';
import { useSession } from './sign-in/use-session.js';
import { Loading } from './ui/states.js';

const BASE = '/console';

export const ConsoleApp = () => (
  <Router base={BASE}>
    <Switch>
      <Route path="/sign-in/:token">{({ token }) => <ConfirmSignIn token={token} />}</Route>
      <Route>
        <SignedIn />
      </Route>
    </Switch>
  </Router>
);

/** Everything but signing in needs a session; whoever has none is asked for it where they are. */
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
            <EditorPage id={null} />
          </Route>
          <Route path="/meeting-types/:id">{({ id }) => <EditorPage id={id} />}</Route>
          <Route path="/hosts" component={HostsPage} />
          <Route path="/hosts/new">
            <HostPage id={null} />
          </Route>
          <Route path="/hosts/:id">{({ id }) => <HostPage id={id} />}</Route>
          <Route path="/links" component={LinksPage} />
          <Route path="/bookings" component={BookingsPage} />
          <Route path="/sent-mail" component={SentMailPage} />
          <Route path="/api-keys" component={ApiKeysPage} />
          <Route component={NoSuchPage} />
        </Switch>
      </Shell>
    </RouterProvider>
  );
};
