/** The server's five characters for what went wrong; null where it was not the server that said so. */
export const sqlStateOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && SQL_STATE.test(error.code)
    ? error.code
    : null;

const SQL_STATE = /^[0-9A-Z]{5}$/;

/** What to tell a person: of several addresses that were tried, what went wrong at each. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(reasonOf))].join('; ');
  return error instanceof Error ? error.message || error.name : String(error);
};
