import { useTexts } from '../texts/texts.js';
import type { FieldProblem } from './field-problems.js';

/** Returns the error text of a field, or null. */
export const useProblemText = (): ((problem: FieldProblem | null | undefined) => string | null) => {
  const { common, editor, reminders, share } = useTexts();
  return (problem) => {
    if (problem == null) return null;
    switch (problem.kind) {
      case 'required':
        return common.required;
      case 'refused':
        return common.refused;
      case 'noHosts':
        return editor.noHosts;
      case 'wrongDates':
        return editor.wrongDates;
      case 'repeatedOption':
        return editor.repeatedOption;
      case 'repeatedReminder':
        return reminders.repeated;
      case 'wrongReminderOrder':
        return reminders.wrongOrder;
      case 'emailWrong':
        return share.emailWrong;
      case 'needsEmail':
        return share.needsEmail;
      case 'noTimes':
        return share.noTimes;
      case 'number':
        return common.numberFrom(problem.min, problem.max);
    }
  };
};
