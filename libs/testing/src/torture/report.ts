/** The outcome of one scenario. */
export interface Outcome {
  /** How often something happened or was checked, such as `booked: 120`. */
  readonly counts: Readonly<Record<string, number>>;
  /** One sentence each; none if everything held. */
  readonly faults: readonly string[];
}

/** A scenario that has run. */
export interface Ran extends Outcome {
  readonly scenario: string;
  readonly seed: number;
  readonly seconds: number;
}

export interface TortureReport {
  readonly profile: string;
  readonly seed: number;
  readonly seconds: number;
  readonly runs: readonly Ran[];
}

const SHOWN_FAULTS = 5;

export const addCounts = (
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> => {
  const sum = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
};

/** One line about a scenario that has run, and its faults below it. */
export const lineOf = ({ scenario, seed, seconds, counts, faults }: Ran): string => {
  const verdict = faults.length === 0 ? 'held' : 'DID NOT HOLD';
  const line = `seed ${seed}  ${scenario}: ${verdict} (${inWords(counts)}, ${seconds.toFixed(1)} s)`;
  const more = faults.length - SHOWN_FAULTS;
  return [
    line,
    ...faults.slice(0, SHOWN_FAULTS).map((fault) => `  ${fault}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n');
};

/** The totals of each scenario, and whether everything held. */
export const summaryOf = ({ profile, seed, seconds, runs }: TortureReport): string => {
  const byScenario = [...Map.groupBy(runs, ({ scenario }) => scenario)].toSorted(([a], [b]) => a.localeCompare(b));
  const lines = byScenario.map(([scenario, each]) => {
    const failed = each.filter(({ faults }) => faults.length > 0).length;
    const counts = each.reduce<Outcome['counts']>((sum, one) => addCounts(sum, one.counts), {});
    return `${failed === 0 ? 'held    ' : `${failed} FAILED`}  ${each.length} x ${scenario}: ${inWords(counts)}`;
  });
  const failed = runs.filter(({ faults }) => faults.length > 0).length;
  const total = `torture, ${profile}, seed ${seed}: ${runs.length - failed} held, ${failed} failed in ${(seconds / 60).toFixed(1)} min`;
  return [...lines, total].join('\n');
};

const inWords = (counts: Outcome['counts']): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name}: ${count.toLocaleString('en')}`)
    .join(', ');
