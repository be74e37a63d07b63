import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useMessages } from '../messages/language.js';

const SLOW_MS = 10_000;

/** Says that times are loading and, after ten seconds, that it takes long: then one can try again. */
export const WaitingForTimes = ({ onTryAgain }: { readonly onTryAgain: () => void }) => {
  const messages = useMessages();
  const [attempt, setAttempt] = useState(1);
  const [slow, setSlow] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(attempt), SLOW_MS);
    return () => clearTimeout(timer);
  }, [attempt]);
  const isSlow = slow === attempt;
  return (
    <div>
      <p role="status">{isSlow ? messages.slowTimes : messages.loadingTimes}</p>
      {isSlow && (
        <Button
          className="secondary"
          onPress={() => {
            setAttempt(attempt + 1);
            onTryAgain();
          }}
        >
          {messages.reload}
        </Button>
      )}
      {!isSlow && <div className="skeleton times-skeleton" aria-hidden="true" />}
    </div>
  );
};
