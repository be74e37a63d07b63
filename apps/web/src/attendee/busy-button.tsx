import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';

interface BusyButtonProps {
  readonly children: ReactNode;
  readonly className: string;
  readonly isBusy: boolean;
  readonly isDisabled?: boolean;
  readonly type?: 'button' | 'submit';
  readonly onPress?: () => void;
}

/**
 * A button. While busy it keeps the focus and ignores presses; its text says so. The component's own `isPending` would
 * announce an element that is gone once the next page is shown.
 */
export const BusyButton = ({ isBusy, className, type = 'button', onPress, ...props }: BusyButtonProps) => (
  <Button
    {...props}
    className={isBusy ? `${className} busy` : className}
    type={isBusy ? 'button' : type}
    {...(onPress === undefined || isBusy ? {} : { onPress })}
  />
);
