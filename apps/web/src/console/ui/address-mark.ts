import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';

/**
 * Whether the page was opened with a mark in its address, which says what has just been done. The mark is taken out of the
 * address at once, so that a reload does not say it again.
 */
export const useAddressMark = (mark: string): boolean => {
  const [path, navigate] = useLocation();
  const isInAddress = new URLSearchParams(useSearch()).has(mark);
  const [markedPath, setMarkedPath] = useState<string | null>(null);
  if (isInAddress && markedPath !== path) setMarkedPath(path);
  useEffect(() => {
    if (isInAddress) navigate(path, { replace: true });
  }, [isInAddress, navigate, path]);
  return isInAddress || markedPath === path;
};
