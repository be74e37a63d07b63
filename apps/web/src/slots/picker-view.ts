/** The month and day that a picker of times shows. Kept by the page, so that it survives the steps after it. */
export interface PickerView {
  /** A day of the shown month, `2026-03-03`; null: where the picker opens. */
  readonly shown: string | null;
  readonly chosen: string | null;
  /** Whether somebody turned to this month. Until then, the picker turns to the first free time. */
  readonly hasTurned: boolean;
}

/** Returns the view after a change. */
export const changedView = (view: PickerView, changed: Partial<PickerView>): PickerView => ({ ...view, ...changed });

export const OPENING_VIEW: PickerView = { shown: null, chosen: null, hasTurned: false };

/** Returns the day to show: the chosen one, or the next with free times, or the first. */
export const dayToShow = (freeDays: readonly string[], chosen: string | null): string | null =>
  freeDays.find((day) => chosen !== null && day >= chosen) ?? freeDays[0] ?? null;

/** Returns the day within these limits; null is no limit. */
export const within = (day: string, first: string, last: string | null): string => {
  if (day < first) return first;
  return last !== null && day > last ? last : day;
};
