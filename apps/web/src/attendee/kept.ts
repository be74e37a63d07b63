/** What outlives a reload of the page, in this tab alone. */
export interface Kept<Value> {
  readonly read: () => Value | null;
  readonly write: (value: Value) => void;
  readonly forget: () => void;
}

/** A browser that keeps nothing, as in some private modes, is no reason not to book. */
const attempt = <Result>(work: () => Result): Result | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

export const kept = <Value>(name: string): Kept<Value> => ({
  read: () =>
    attempt(() => {
      const text = sessionStorage.getItem(name);
      return text === null ? null : (JSON.parse(text) as Value);
    }),
  write: (value) => {
    attempt(() => {
      sessionStorage.setItem(name, JSON.stringify(value));
    });
  },
  forget: () => {
    attempt(() => {
      sessionStorage.removeItem(name);
    });
  },
});
