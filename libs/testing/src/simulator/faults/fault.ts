import type { Parts } from '../world/parts.js';

/** Something that looks right and is not; the simulator must notice. */
export interface Fault {
  readonly name: string;
  readonly parts: Parts;
}
