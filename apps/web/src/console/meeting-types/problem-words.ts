import { useTexts } from '../texts/texts.js';
import type { Problem } from './draft-problems.js';

/** What is said beside a field; null where nothing is wrong. */
export const useProblemWords = (): ((problem: Problem | undefined) => string | null) => {
  const { common, editor } = useTexts();
  return (problem) => {
    if (problem === undefined) return null;
    switch (problem.kind) {
      case 'required':
        return common.required;
      case 'noHosts':
        return editor.noHosts;
      case 'wrongDates':
        return editor.wrongDates;
      case 'number':
        return common.numberFrom(problem.min, problem.max);
    }
  };
};
