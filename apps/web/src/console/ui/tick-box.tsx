import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';

interface TickBoxProps {
  readonly label: ReactNode;
  readonly hint?: string;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

/** A checkbox with its label, and a hint below it. */
export const TickBox = ({ label, hint, isSelected, onChange }: TickBoxProps) => (
  <Checkbox className="check" isSelected={isSelected} onChange={onChange}>
    <span className="box" aria-hidden="true" />
    <span>
      {label}
      {hint !== undefined && <span className="quiet hint tick-hint">{hint}</span>}
    </span>
  </Checkbox>
);
