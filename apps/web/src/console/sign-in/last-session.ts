/**
 * Remembers that this browser is signed in, and until when, so that the sign-in page can say why it is asked again.
 * Signing out forgets it, for all tabs.
 */
export interface LastSession {
  readonly expiresAt: string;
}

const NAME = 'bookonce.session';

/** Stored by signing out, so that another tab, whose request is still in flight, does not remember the session again. */
const FORGOTTEN = '';

/** Browsers without storage, as in some private modes, are asked without a reason. */
const attempt = <Result>(work: () => Result): Result | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

/** @param storage is asked for each time, because a browser without it throws */
export const lastSessionIn = (storage: () => Pick<Storage, 'getItem' | 'setItem'>) => {
  const stored = (): string | null => attempt(() => storage().getItem(NAME));
  const store = (text: string): void => {
    attempt(() => storage().setItem(NAME, text));
  };
  return {
    read: (): LastSession | null => {
      const expiresAt = stored();
      return expiresAt === null || expiresAt === FORGOTTEN ? null : { expiresAt };
    },
    /** Remembers a session that begins. */
    begin: ({ expiresAt }: LastSession): void => store(expiresAt),
    /** Remembers a session that was found to be open, unless somebody has signed out meanwhile. */
    update: ({ expiresAt }: LastSession): void => {
      if (stored() !== FORGOTTEN) store(expiresAt);
    },
    forget: (): void => store(FORGOTTEN),
  };
};

export const lastSession = lastSessionIn(() => localStorage);

/** Why somebody who was signed in is asked again. Null for everybody else: they learn nothing. */
export const whySignedOut = (last: LastSession | null, now: number): 'expired' | 'signedOut' | null => {
  if (last === null) return null;
  return Date.parse(last.expiresAt) <= now ? 'expired' : 'signedOut';
};
