import { ApiError } from '../../api/client.js';
import type { FieldProblem } from './field-problems.js';

/**
 * Returns problems by field for what the service did not accept. `fieldOf` names the field of a path in the request, such
 * as `bookingWindow.from`; null if the form has none.
 */
export const refusedFields = <Field extends string>(
  error: unknown,
  fieldOf: (path: string) => Field | null,
): Readonly<Partial<Record<Field, FieldProblem>>> => {
  const errors = error instanceof ApiError ? (error.problem?.errors ?? []) : [];
  const fields = errors.map(({ path }) => fieldOf(path));
  const refused = fields.flatMap((field) => (field === null ? [] : [[field, { kind: 'refused' }] as const]));
  return Object.fromEntries(refused) as Partial<Record<Field, FieldProblem>>;
};

/** The field of a dialog with a single one: every problem of the request is its own. */
export const refusedField = (error: unknown): FieldProblem | null =>
  refusedFields(error, () => 'only' as const).only ?? null;
