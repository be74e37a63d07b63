import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { useChanges } from './api/changes.js';
import { useApprovals } from './api/queries.js';
import { useSentMail } from './sent-mail/sent-mail-page.js';
import { useSession, useSignOut } from './sign-in/sign-in.js';
import { useViewer } from './sign-in/viewer.js';
import { useTexts } from './texts/texts.js';
import { ActionButton } from './ui/buttons.js';
import { useLeave } from './ui/unsaved.js';

interface ShellProps {
  readonly children: ReactNode;
}

/** The frame of every console page: workspace, navigation, sign-out. */
export const Shell = ({ children }: ShellProps) => {
  const { nav, members } = useTexts();
  const session = useSession();
  const leaving = useSignOut();
  const leave = useLeave();
  const main = useRef<HTMLElement>(null);
  useChanges();
  useFocusOnArrival(main);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {nav.skip}
      </a>
      <header className="shell-bar">
        <p className="brand">Bookonce</p>
        {session.data != null && (
          <p className="quiet shell-who">
            {nav.signedInAs(session.data.name, session.data.workspaceName, members.roles[session.data.role])}
          </p>
        )}
        <ActionButton look="link-button" isBusy={leaving.isPending} onPress={() => leave(() => leaving.mutate())}>
          {nav.signOut}
        </ActionButton>
      </header>
      <NavBar />
      <main id="main" tabIndex={-1} ref={main}>
        {children}
      </main>
    </div>
  );
};

interface Place {
  readonly href: string;
  readonly label: string;
  readonly isHere: boolean;
  /** How many items there wait for the host. */
  readonly waiting?: number;
}

const NavBar = () => {
  const { nav, approvals: t } = useTexts();
  const [location] = useLocation();
  const waiting = useApprovals().data?.length ?? 0;
  const sentMail = useSentMail();
  const { isOwner } = useViewer();
  const places: readonly Place[] = [
    { href: '/', label: nav.meetingTypes, isHere: location === '/' || location.startsWith('/meeting-types') },
    { href: '/links', label: nav.links, isHere: location.startsWith('/links') },
    { href: '/bookings', label: nav.bookings, isHere: location.startsWith('/bookings') },
    { href: '/approvals', label: nav.approvals, isHere: location.startsWith('/approvals'), waiting },
    { href: '/hosts', label: nav.hours, isHere: location.startsWith('/hosts') },
    ...(sentMail.data == null || !isOwner
      ? []
      : [{ href: '/sent-mail', label: nav.sentMail, isHere: location.startsWith('/sent-mail') }]),
    ...(isOwner
      ? [
          { href: '/workspace', label: nav.workspace, isHere: location.startsWith('/workspace') },
          { href: '/api-keys', label: nav.apiKeys, isHere: location.startsWith('/api-keys') },
        ]
      : []),
  ];
  return (
    <nav aria-label={nav.label} className="shell-nav">
      <ul>
        {places.map(({ href, label, isHere, waiting: count = 0 }) => (
          <li key={href}>
            <Link href={href} {...(isHere ? { 'aria-current': 'page' as const } : {})}>
              {label}
              {count > 0 && (
                <>
                  {' '}
                  <span className="count" aria-hidden="true">
                    {count}
                  </span>
                  <span className="visually-hidden">({t.waiting(count)})</span>
                </>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** Screen readers do not announce a client-side page change, so the focus moves to the new page. */
const useFocusOnArrival = (main: { readonly current: HTMLElement | null }): void => {
  const [location] = useLocation();
  const arrivedAt = useRef(location);
  useEffect(() => {
    if (arrivedAt.current === location) return;
    arrivedAt.current = location;
    main.current?.focus();
    scrollTo(0, 0);
  }, [location, main]);
};
