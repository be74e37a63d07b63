import { useEffect, type ReactNode } from 'react';

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
