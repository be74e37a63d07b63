import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTexts } from '../texts/texts.js';

interface ActionProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly look?: 'primary' | 'secondary' | 'danger' | 'link-button' | 'secondary quiet-danger';
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  readonly type?: 'button' | 'submit';
  /** Where the words of the button alone do not say what it is about. */
  readonly label?: string;
}

/** A button that does something. While it is busy it keeps the focus, and does nothing again. */
export const Action = (props: ActionProps) => {
  const { children, onPress, look = 'secondary', isBusy = false, isDisabled = false, type = 'button', label } = props;
  return (
    <Button
      className={isBusy ? `${look} busy` : look}
      type={isBusy ? 'button' : type}
      isDisabled={isDisabled}
      {...(onPress === undefined || isBusy ? {} : { onPress })}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </Button>
  );
};

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
