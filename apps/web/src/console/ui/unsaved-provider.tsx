import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTexts } from '../texts/texts.js';
import type { PageAddress } from './page-address.js';
import { ConfirmDialog } from './panel.js';
import { type Hold, type Unsaved, UnsavedContext } from './unsaved.js';

interface Waiting {
  readonly holds: readonly Hold[];
  readonly go: () => void;
}

interface UnsavedProviderProps {
  readonly address: PageAddress;
  readonly children: ReactNode;
}

/** Asks before edits are lost by a link, Back or Forward, a closed or reloaded tab, or a closed panel. */
export const UnsavedProvider = ({ address, children }: UnsavedProviderProps) => {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const unsaved = useMemo<Unsaved>(() => {
    const holds = new Set<Hold>();
    return {
      holds,
      ask: (asked, go) => {
        const held = asked.filter((hold) => holds.has(hold));
        if (held.length === 0) go();
        else setWaiting({ holds: held, go });
      },
    };
  }, []);
  const { holds, ask } = unsaved;
  useEffect(() => {
    const isHeld = (): boolean => holds.size > 0;
    const onUnload = (event: BeforeUnloadEvent): void => {
      if (isHeld()) event.preventDefault();
    };
    addEventListener('beforeunload', onUnload);
    address.guardWith({ isHeld, leave: (go) => ask([...holds], go) });
    return () => removeEventListener('beforeunload', onUnload);
  }, [address, holds, ask]);
  return (
    <UnsavedContext value={unsaved}>
      {children}
      {waiting !== null && (
        <LeaveDialog
          waiting={waiting}
          onLeave={() => {
            for (const hold of waiting.holds) holds.delete(hold);
            setWaiting(null);
            waiting.go();
          }}
          onStay={() => setWaiting(null)}
        />
      )}
    </UnsavedContext>
  );
};

interface LeaveDialogProps {
  readonly waiting: Waiting;
  readonly onLeave: () => void;
  readonly onStay: () => void;
}

const LeaveDialog = ({ waiting, onLeave, onStay }: LeaveDialogProps) => {
  const { common } = useTexts();
  useEffect(() => keepFocusInDialog, []);
  const own = waiting.holds.find(({ words }) => words !== null)?.words;
  const usual = { title: common.unsavedTitle, warning: common.unsavedWarning, yes: common.discard };
  return <ConfirmDialog {...(own ?? usual)} no={common.stay} onYes={onLeave} onNo={onStay} />;
};

/** After a click outside of a panel, the question has nowhere to return the focus to. Without it, keys do nothing. */
const keepFocusInDialog = (): void => {
  // A dialog that is gone lets go of the focus in the next frame.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.querySelector<HTMLElement>('[role="dialog"]')?.focus();
    }),
  );
};
