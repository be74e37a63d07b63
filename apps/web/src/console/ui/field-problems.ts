/** Why a field is invalid. */
export type FieldProblem =
  | {
      readonly kind:
        | 'required'
        | 'noHosts'
        | 'wrongDates'
        | 'repeatedOption'
        | 'repeatedReminder'
        | 'wrongReminderOrder'
        | 'emailWrong'
        | 'needsEmail'
        | 'noTimes'
        /** By the service, for a reason that it has words for in one language only. */
        | 'refused';
    }
  | { readonly kind: 'number'; readonly min: number; readonly max: number };

/** Checks for a whole number within bounds, both inclusive. */
export const whole = (text: string, min: number, max: number): FieldProblem | null => {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isInteger(number) && number >= min && number <= max ? null : { kind: 'number', min, max };
};

export const filled = (text: string): FieldProblem | null => (text.trim() === '' ? { kind: 'required' } : null);

/** Returns the problems that were found, by field. */
export const found = <Field extends string>(
  problems: Readonly<Partial<Record<Field, FieldProblem | null>>>,
): Readonly<Partial<Record<Field, FieldProblem>>> =>
  Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem != null)) as Partial<
    Record<Field, FieldProblem>
  >;

/** Checks the last day of a range, given as `2026-03-03`. */
export const lastDayProblem = (from: string, to: string): FieldProblem | null =>
  filled(to) ?? (to < from ? { kind: 'wrongDates' } : null);
