/**
 * Remembers that this browser is signed in, and until when, so that the sign-in page can say why it is asked again.
 * Signing out forgets it, for all tabs.
 */
export interface LastSession {
  readonly expiresAt: string;
}

const NAME = 'bookonce.session';

/** Browsers without storage, as in some private modes, are asked without a reason. */
const attempt = <Result>(work: () => Result): Result | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

export const lastSession = {
  read: (): LastSession | null => {
    const expiresAt = attempt(() => localStorage.getItem(NAME));
    return expiresAt === null ? null : { expiresAt };
  },
  write: ({ expiresAt }: LastSession): void => {
    attempt(() => {
      localStorage.setItem(NAME, expiresAt);
    });
  },
  forget: (): void => {
    attempt(() => {
      localStorage.removeItem(NAME);
    });
  },
};

/** Why somebody who was signed in is asked again. Null for everybody else: they learn nothing. */
export const whySignedOut = (last: LastSession | null, now: number): 'expired' | 'accessChanged' | null => {
  if (last === null) return null;
  return Date.parse(last.expiresAt) <= now ? 'expired' : 'accessChanged';
};
