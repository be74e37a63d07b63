/** Why a field is invalid. */
export type FieldProblem =
  | { readonly kind: 'required' | 'noHosts' | 'wrongDates' | 'repeatedReminder' | 'wrongReminderOrder' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number };

/** Checks for a whole number within bounds, both inclusive. */
export const whole = (text: string, min: number, max: number): FieldProblem | null => {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isInteger(number) && number >= min && number <= max ? null : { kind: 'number', min, max };
};

export const filled = (text: string): FieldProblem | null => (text.trim() === '' ? { kind: 'required' } : null);
