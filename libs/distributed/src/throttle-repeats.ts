/** Returns a `report` that drops a message repeated within `everyMs`: a lost server is retried many times a second. */
export const throttleRepeats = (
  report: (message: string) => void,
  everyMs: number,
  now: () => number = () => performance.now(),
): ((message: string) => void) => {
  let last = { message: '', at: -Infinity };
  return (message) => {
    if (message === last.message && now() < last.at + everyMs) return;
    last = { message, at: now() };
    report(message);
  };
};
