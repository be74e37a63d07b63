import { useEffect, useRef, type ReactNode } from 'react';

interface FocusHeadingProps {
  readonly children: ReactNode;
  /** False for what is there when the page opens: nobody's focus is taken then. */
  readonly takesFocus?: boolean;
}

/** The heading of a step: whoever comes to the step, by keyboard or by ear, begins here. */
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
