/** Writes a result to standard output. */
export const print = (text: string): void => void process.stdout.write(text);

/** Writes a line of progress, or about what was noticed, to standard error. */
export const report = (line: string): void => void process.stderr.write(`${line}\n`);
