import type { Instant } from '../json.js';

/**
 * Approximate times at which things, such as API keys, were last used. They are no events, so that reading appends none
 * (I10), and disposable. Every method rejects with `ReadModelsUnavailableError` when the server is lost.
 */
export interface LastUses {
  /** Records a use. The latest one counts, whatever the order of the calls. */
  note(subject: string, at: Instant): Promise<void>;
  /** Returns the last use of each subject. Subjects without a known use are left out. */
  of(subjects: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
}
