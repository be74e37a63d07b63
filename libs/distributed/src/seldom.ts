/** Tells the same thing again only after a while: a server that is away is tried many times a second. */
export const seldom = (
  tell: (message: string) => void,
  everyMs: number,
  now: () => number = () => performance.now(),
): ((message: string) => void) => {
  let last = { message: '', at: -Infinity };
  return (message) => {
    if (message === last.message && now() < last.at + everyMs) return;
    last = { message, at: now() };
    tell(message);
  };
};
