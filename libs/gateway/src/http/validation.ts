import { fail, ok, type Result } from '@bookonce/kernel/result';
import { z } from 'zod';
import { issueText } from './issue-texts.js';

/** One invalid value, as a 422 lists it. `path` is dotted, e.g. `schedule.weekly.0.from`. */
export interface ValueError {
  readonly path: string;
  readonly message: string;
  /** Names the fault for clients that explain it in words of their own. */
  readonly kind?: string;
}

/** More would help nobody, and an invalid body can have thousands. */
export const MOST_ERRORS = 20;

/**
 * Returns the schema's output, or the paths of the first {@link MOST_ERRORS} invalid values. Never repeats the input
 * itself.
 */
export const validate = <Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  member: 'field' | 'parameter' = 'field',
): Result<z.output<Schema>, readonly ValueError[]> => {
  // Not `safeParse`: it words every issue, which costs several times as much as finding them.
  const context = { async: false, error: issueText } as const;
  const parsed = schema._zod.run({ value: input, issues: [] }, context);
  if (parsed instanceof Promise) throw new z.core.$ZodAsyncError();
  const { issues, value } = parsed;
  if (issues.length === 0) return ok(value as z.output<Schema>);
  const worded = issues.slice(0, MOST_ERRORS).map((issue) => z.core.util.finalizeIssue(issue, context, z.config()));
  return fail(worded.flatMap((issue) => errorsOf(issue, member)).slice(0, MOST_ERRORS));
};

const errorsOf = (issue: z.core.$ZodIssue, member: string): readonly ValueError[] => {
  if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(issue.path), message: issue.message }];
  const keys = issue.keys.slice(0, MOST_ERRORS);
  return keys.map((key) => ({ path: pathOf([...issue.path, key]), message: `is not a known ${member}` }));
};

const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join('.');
