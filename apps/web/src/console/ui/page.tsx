import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../texts/texts.js';
import { Action } from './buttons.js';

interface PageTitleProps {
  readonly title: string;
  readonly lead?: string;
  readonly children?: ReactNode;
}

/** The heading of a page, and the name of the browser's tab. */
export const PageTitle = ({ title, lead, children }: PageTitleProps) => {
  useEffect(() => {
    document.title = `${title} – Bookonce`;
  }, [title]);
  return (
    <header className="page-title">
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p className="quiet">{lead}</p>}
      </div>
      {children}
    </header>
  );
};

/** The shape of a list before it is there. */
export const Loading = ({ rows = 3 }: { readonly rows?: number }) => {
  const { common } = useTexts();
  return (
    <div role="status">
      <span className="visually-hidden">{common.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton row-skeleton" aria-hidden="true" />
      ))}
    </div>
  );
};

interface EmptyProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Where nothing is yet: says what to do first. */
export const Empty = ({ title, children, action }: EmptyProps) => (
  <div className="card empty">
    <h2>{title}</h2>
    <p className="quiet">{children}</p>
    {action}
  </div>
);

const LoadFailed = ({ onRetry }: { readonly onRetry: () => unknown }) => {
  const { common } = useTexts();
  return (
    <div className="card">
      <p role="alert" className="notice">
        {common.loadFailed}
      </p>
      <Action onPress={() => void onRetry()}>{common.tryAgain}</Action>
    </div>
  );
};

interface LoadedProps<Data> {
  readonly query: { readonly data: Data | undefined; readonly isError: boolean; readonly refetch: () => unknown };
  readonly children: (data: Data) => ReactNode;
  readonly rows?: number;
}

/** What was asked for, as soon as it is there. */
export const Loaded = <Data,>({ query, children, rows = 3 }: LoadedProps<Data>) => {
  if (query.data !== undefined) return children(query.data);
  return query.isError ? <LoadFailed onRetry={query.refetch} /> : <Loading rows={rows} />;
};

export const NoSuchPage = () => {
  const { common } = useTexts();
  return (
    <>
      <PageTitle title={common.noSuchPage} />
      <Link href="/" className="secondary">
        {common.toStart}
      </Link>
    </>
  );
};
