import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { z } from 'zod';

/** One invalid value, as a 422 lists it. `path` is dotted, e.g. `schedule.weekly.0.from`. */
export interface ValueError {
  readonly path: string;
  readonly message: string;
}

/** Returns the schema's output, or the path of every invalid value. Never repeats the input itself. */
export const validate = <Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  member: 'field' | 'parameter' = 'field',
): Result<z.output<Schema>, readonly ValueError[]> => {
  const parsed = schema.safeParse(input);
  return parsed.success ? ok(parsed.data) : fail(parsed.error.issues.flatMap((issue) => errorsOf(issue, member)));
};

const errorsOf = (issue: z.core.$ZodIssue, member: string): readonly ValueError[] => {
  if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(issue.path), message: issue.message }];
  return issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: `is not a known ${member}` }));
};

const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join('.');
