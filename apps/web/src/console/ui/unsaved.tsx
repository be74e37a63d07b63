import {
  createContext,
  type ReactNode,
  type RefObject,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTexts } from '../texts/texts.js';
import { ConfirmDialog } from './panel.js';

type Go = () => void;

interface Unsaved {
  /** True while a form has edits that are not saved. */
  readonly isHeld: RefObject<boolean>;
  /** Goes at once, or after a question if edits would be lost. */
  readonly leave: (go: Go) => void;
}

const Current = createContext<Unsaved | null>(null);

const useUnsavedContext = (): Unsaved => {
  const unsaved = use(Current);
  if (unsaved === null) throw new Error('UnsavedProvider is missing');
  return unsaved;
};

/** Asks before edits are lost by a link, a closed or reloaded tab, or a closed panel. */
export const UnsavedProvider = ({ children }: { readonly children: (leave: Unsaved['leave']) => ReactNode }) => {
  const { common } = useTexts();
  const isHeld = useRef(false);
  const [waiting, setWaiting] = useState<{ readonly go: Go } | null>(null);
  const leave = useCallback((go: Go) => {
    if (isHeld.current) setWaiting({ go });
    else go();
  }, []);
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent): void => {
      if (isHeld.current) event.preventDefault();
    };
    addEventListener('beforeunload', onUnload);
    return () => removeEventListener('beforeunload', onUnload);
  }, []);
  const unsaved = useMemo(() => ({ isHeld, leave }), [leave]);
  return (
    <Current value={unsaved}>
      {children(leave)}
      {waiting !== null && (
        <ConfirmDialog
          title={common.unsavedTitle}
          warning={common.unsavedWarning}
          yes={common.discard}
          onYes={() => {
            isHeld.current = false;
            setWaiting(null);
            waiting.go();
          }}
          onNo={() => setWaiting(null)}
        />
      )}
    </Current>
  );
};

/** Holds the page while a form has unsaved edits; returns a function that lets go, for after saving. */
export const useUnsaved = (hasEdits: boolean): (() => void) => {
  const { isHeld } = useUnsavedContext();
  useEffect(() => {
    isHeld.current = hasEdits;
    return () => {
      isHeld.current = false;
    };
  }, [isHeld, hasEdits]);
  return useCallback(() => {
    isHeld.current = false;
  }, [isHeld]);
};

/** Returns a function that closes a panel, after a question if edits would be lost. */
export const useLeave = (): Unsaved['leave'] => useUnsavedContext().leave;

/** True if two values of a form differ. */
export const differ = (before: object, after: object): boolean => JSON.stringify(before) !== JSON.stringify(after);
