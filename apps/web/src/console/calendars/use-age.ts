import { useEffect, useState } from 'react';
import { useServiceNow } from '../../shared/service-time.js';
import { useTimeFormat } from '../ui/use-time-format.js';

const TICK_MS = 20_000;

/** Returns a function that says how long ago an instant was, on the service's clock. The texts age by themselves. */
export const useAge = (): ((instant: string) => string) => {
  const { fromNow } = useTimeFormat();
  const serviceNow = useServiceNow();
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  // The page may be a little behind the service.
  return (instant) => fromNow(instant, Math.max(serviceNow().getTime(), Date.parse(instant)));
};
