import { useState } from 'react';
import { useTexts } from '../texts/texts.js';
import { Action } from './action.js';

interface CopyButtonProps {
  readonly text: string;
  readonly children: string;
  readonly look?: 'primary' | 'secondary';
}

type Outcome = 'none' | 'copied' | 'failed';

/** Copies a text, and says so to everybody. */
export const CopyButton = ({ text, children, look = 'secondary' }: CopyButtonProps) => {
  const { common } = useTexts();
  const [outcome, setOutcome] = useState<Outcome>('none');
  const said = { none: '', copied: common.copied, failed: common.copyFailed };
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  };
  return (
    <span className="copy">
      <Action look={look} onPress={copy}>
        {children}
      </Action>
      <span role="status" className={outcome === 'failed' ? 'wrong' : 'done'}>
        {said[outcome]}
      </span>
    </span>
  );
};
