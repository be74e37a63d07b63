/** Tells which of the parts that are needed are there, by name. */
export interface HealthSource {
  check(): Promise<{ readonly [part: string]: boolean }>;
}
