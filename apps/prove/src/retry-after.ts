const LONGEST_PAUSE_MS = 30_000;

/** How long to wait before the call is repeated; null if its answer is final. `header`: seconds, as `Retry-After`. */
export const retryAfterMs = (status: number, header: string | null): number | null => {
  if ((status !== 429 && status !== 503) || header === null || !/^\d+$/.test(header)) return null;
  return Math.min(Number(header) * 1_000, LONGEST_PAUSE_MS);
};
