interface TimeInputProps {
  readonly label: string;
  /** `09:00` */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The browser's own field for a time of day, in the form that its user is used to. */
export const TimeInput = ({ label, value, onChange }: TimeInputProps) => (
  <input type="time" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} />
);
