import { createContext, use, useCallback, useLayoutEffect, useMemo, useRef } from 'react';

type Go = () => void;

/** The words of a question before edits are lost. */
export interface LeaveWords {
  readonly title: string;
  readonly warning: string;
  readonly yes: string;
}

/** A form or panel whose edits would be lost. */
export interface Hold {
  /** Null for the usual words. */
  readonly words: LeaveWords | null;
}

export interface Unsaved {
  readonly holds: Set<Hold>;
  /** Goes at once, or after a question if one of these still holds. */
  readonly ask: (holds: readonly Hold[], go: Go) => void;
}

export const UnsavedContext = createContext<Unsaved | null>(null);

const useUnsavedContext = (): Unsaved => {
  const unsaved = use(UnsavedContext);
  if (unsaved === null) throw new Error('UnsavedProvider is missing');
  return unsaved;
};

interface OwnHold {
  /** Closes the form or panel, after a question if its edits would be lost. */
  readonly leave: (go: Go) => void;
  /** Lets go, for after saving. */
  readonly release: () => void;
}

/** Holds the page while a form or panel has unsaved edits. */
export const useHold = (hasEdits: boolean, words: LeaveWords | null = null): OwnHold => {
  const { holds, ask } = useUnsavedContext();
  const own = useRef<Hold | null>(null);
  const { title, warning, yes } = words ?? {};
  // With the edits on the screen, not after them: Back may be pressed in between.
  useLayoutEffect(() => {
    if (!hasEdits) return;
    const isUsual = title === undefined || warning === undefined || yes === undefined;
    const hold: Hold = { words: isUsual ? null : { title, warning, yes } };
    own.current = hold;
    holds.add(hold);
    return () => {
      own.current = null;
      holds.delete(hold);
    };
  }, [holds, hasEdits, title, warning, yes]);
  return useMemo(
    () => ({
      leave: (go) => ask(own.current === null ? [] : [own.current], go),
      release: () => {
        if (own.current !== null) holds.delete(own.current);
      },
    }),
    [holds, ask],
  );
};

/** Holds the page while a form has unsaved edits; returns a function that lets go, for after saving. */
export const useUnsaved = (hasEdits: boolean): (() => void) => useHold(hasEdits).release;

/** Returns a function that leaves the page, after a question if any edits would be lost. */
export const useLeave = (): ((go: Go) => void) => {
  const { holds, ask } = useUnsavedContext();
  return useCallback((go) => ask([...holds], go), [holds, ask]);
};

/** True if two values of a form differ. */
export const differ = (before: object, after: object): boolean => JSON.stringify(before) !== JSON.stringify(after);
