import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from './buttons.js';

interface PageTitleProps {
  readonly title: string;
  readonly lead?: string;
  readonly children?: ReactNode;
}

/** Sets the page's heading and the title of the browser tab. */
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

/** A skeleton of a list that is loading. */
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

/** An empty list: says what to do first. */
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
      <ActionButton onPress={() => void onRetry()}>{common.tryAgain}</ActionButton>
    </div>
  );
};

interface LoadingOnProps {
  readonly query: { readonly isError: boolean; readonly refetch: () => unknown };
}

/** Says below the first page of a list that the rest is on its way, or has failed. */
export const LoadingOn = ({ query }: LoadingOnProps) => {
  const { common } = useTexts();
  if (query.isError) return <LoadFailed onRetry={query.refetch} />;
  return (
    <p role="status" className="quiet">
      {common.loadingOn}
    </p>
  );
};

interface LoadedProps<Data> {
  readonly query: { readonly data: Data | undefined; readonly isError: boolean; readonly refetch: () => unknown };
  readonly children: (data: Data) => ReactNode;
  readonly rows?: number;
}

/** Renders the data of a query, or its loading or error state. */
export const Loaded = <Data,>({ query, children, rows = 3 }: LoadedProps<Data>) => {
  if (query.data !== undefined) return children(query.data);
  return query.isError ? <LoadFailed onRetry={query.refetch} /> : <Loading rows={rows} />;
};

export const NotFoundPage = () => {
  const { common } = useTexts();
  return (
    <>
      <PageTitle title={common.notFound} />
      <Link href="/" className="secondary">
        {common.toStart}
      </Link>
    </>
  );
};
