import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';

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
