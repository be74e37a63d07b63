import { useEffect, useRef, type ReactNode } from 'react';

interface FocusHeadingProps {
  readonly children: ReactNode;
  /** False for a heading that is there when the page opens, so that the page does not steal the focus. */
  readonly takesFocus?: boolean;
}

/** The heading of a step. It takes the focus, so that keyboard and screen reader users start there. */
export const FocusHeading = ({ children, takesFocus = true }: FocusHeadingProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
};
