import type { Instant } from '../json.js';

/**
 * When things were last used, roughly. No fact, so that looking at something makes no event (I10), and disposable: what
 * is forgotten was used at an unknown time.
 * Methods throw `ReadModelsUnavailableError` when the server that remembers is lost.
 */
export interface LastUses {
  /** Of several uses the latest counts, in whatever order they come. */
  note(subject: string, at: Instant): Promise<void>;
  /** Subjects of which no use is known are left out. */
  of(subjects: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
}
