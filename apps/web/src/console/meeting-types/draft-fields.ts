import type { Draft } from './draft.js';
import type { Problems } from './draft-problems.js';

/** What every part of the form gets: the draft, what is wrong with it, and how to change it. */
export interface DraftFields {
  readonly draft: Draft;
  readonly problems: Problems;
  readonly onChange: (draft: Draft) => void;
}
