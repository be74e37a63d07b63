import { createContext, use, useMemo, type ReactNode } from 'react';

const ServiceNow = createContext<() => Date>(() => new Date());

/** Provides the service's clock. It decides which slots are past; the device's clock may be wrong. */
export const ServiceTimeProvider = ({ at, children }: { readonly at: string; readonly children: ReactNode }) => {
  const now = useMemo(() => {
    const ahead = Date.parse(at) - Date.now();
    return () => new Date(Date.now() + ahead);
  }, [at]);
  return <ServiceNow value={now}>{children}</ServiceNow>;
};

export const useServiceNow = (): (() => Date) => use(ServiceNow);
