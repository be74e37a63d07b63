/** The outcome of one race. */
export interface RaceReport {
  readonly race: string;
  readonly links: number;
  readonly requests: number;
  /** How often each answer came. */
  readonly answers: Readonly<Record<string, number>>;
  /** Empty if everything held. */
  readonly faults: readonly string[];
}

/** A race that this installation does not allow to be run. */
export interface LeftOut {
  readonly race: string;
  readonly leftOut: string;
}

const SHOWN_FAULTS = 10;

/** A table of the races, and below it what did not hold. */
export const tableOf = (reports: readonly (RaceReport | LeftOut)[]): string => {
  const rows = [['race', 'links', 'requests', 'held', 'answers'], ...reports.map(rowOf)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        isNumeric(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return [...lines, ...reports.flatMap(faultLines)].map((line) => `${line}\n`).join('');
};

const isNumeric = (column: number): boolean => column === 1 || column === 2;

const rowOf = (report: RaceReport | LeftOut): readonly string[] => {
  if ('leftOut' in report) return [report.race, '-', '-', '-', `left out: ${report.leftOut}`];
  const { race, links, requests, answers, faults } = report;
  const counted = Object.entries(answers)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([label, count]) => `${count} x ${label}`);
  return [race, `${links}`, `${requests}`, faults.length === 0 ? 'yes' : 'NO', counted.join(', ')];
};

const faultLines = (report: RaceReport | LeftOut): readonly string[] => {
  if ('leftOut' in report || report.faults.length === 0) return [];
  const more = report.faults.length - SHOWN_FAULTS;
  return [
    '',
    `${report.race} did not hold:`,
    ...report.faults.slice(0, SHOWN_FAULTS).map((fault) => `  ${fault}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
};

/** Returns whether everything that was checked held. */
export const hasHeld = (reports: readonly (RaceReport | LeftOut)[]): boolean =>
  reports.every((report) => 'leftOut' in report || report.faults.length === 0);
