import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTexts } from '../texts/texts.js';

interface ActionButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly look?: 'primary' | 'secondary' | 'danger' | 'link-button' | 'secondary quiet-danger';
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  readonly type?: 'button' | 'submit';
  /** An accessible name, if the visible text alone is ambiguous. */
  readonly label?: string;
}

/** A button. While busy it keeps the focus and ignores presses. */
export const ActionButton = (props: ActionButtonProps) => {
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

/** Copies a text and announces the outcome. */
export const CopyButton = ({ text, children, look = 'secondary' }: CopyButtonProps) => {
  const { common } = useTexts();
  const [outcome, setOutcome] = useState<Outcome>('none');
  const announcement = { none: '', copied: common.copied, failed: common.copyFailed };
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  };
  return (
    <span className="copy">
      <ActionButton look={look} onPress={copy}>
        {children}
      </ActionButton>
      <span role="status" className={outcome === 'failed' ? 'wrong' : 'done'}>
        {announcement[outcome]}
      </span>
    </span>
  );
};
