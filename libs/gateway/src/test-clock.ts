/** A clock that stands still and moves on request only. */
export interface TestClock {
  now(): number;
  /** Moves it forwards; resolves when every timer due by then has fired. */
  advanceTo(epochMs: number): Promise<void>;
}

/** Injection token of {@link TestClock}; provided only if the service was started with one. */
export const TEST_CLOCK = Symbol('TestClock');
