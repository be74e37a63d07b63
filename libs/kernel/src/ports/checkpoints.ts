import type { Position } from './event-store.js';

/**
 * How far something has come that has effects in the world. Unlike a read model's checkpoint it is not
 * disposable: losing it would repeat the effects of all of history (I14).
 */
export interface Checkpoints {
  load(name: string): Promise<Position | null>;
  save(name: string, position: Position): Promise<void>;
  /** All of history is to be gone through again, by something that does nothing for what it did before. */
  forget(name: string): Promise<void>;
}
