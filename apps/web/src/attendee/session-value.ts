/** A value in the session storage of this tab: it survives a reload. */
export interface SessionValue<Value> {
  readonly read: () => Value | null;
  readonly write: (value: Value) => void;
  readonly forget: () => void;
}

/** Browsers without storage, as in some private modes, can still book. */
const attempt = <Result>(work: () => Result): Result | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

export const sessionValue = <Value>(name: string): SessionValue<Value> => ({
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
