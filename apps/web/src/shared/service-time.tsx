import { createContext, use, useMemo, type ReactNode } from 'react';

const ServiceNow = createContext<() => Date>(() => new Date());

/** The clock of the service goes on from when the page was made: it decides what is past, not the device's. */
export const ServiceTimeProvider = ({ at, children }: { readonly at: string; readonly children: ReactNode }) => {
  const now = useMemo(() => {
    const ahead = Date.parse(at) - Date.now();
    return () => new Date(Date.now() + ahead);
  }, [at]);
  return <ServiceNow value={now}>{children}</ServiceNow>;
};

export const useServiceNow = (): (() => Date) => use(ServiceNow);
