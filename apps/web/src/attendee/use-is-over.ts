import { useEffect, useState } from 'react';
import { useServiceNow } from '../shared/service-time.js';

/** The longest delay of a browser's timer. */
const LONGEST_MS = 2 ** 31 - 1;

/** Returns whether this instant has passed, by the service's clock. Renders again when it passes. */
export const useIsOver = (end: string): boolean => {
  const now = useServiceNow();
  const [, setChecks] = useState(0);
  const left = Date.parse(end) - now().getTime();
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setChecks((checks) => checks + 1), Math.min(left, LONGEST_MS));
    return () => clearTimeout(timer);
  });
  return left <= 0;
};
