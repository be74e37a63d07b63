import { isNativeError } from 'node:util/types';

const SQL_STATE = /^[0-9A-Z]{5}$/;

/** The server's five characters for what went wrong; null where it was not the server that said so. */
export const sqlStateOf = (error: unknown): string | null =>
  isNativeError(error) && 'code' in error && typeof error.code === 'string' && SQL_STATE.test(error.code)
    ? error.code
    : null;

/** What to tell a person: of several addresses that were tried, what went wrong at each. */
export const reasonOf = (error: unknown): string => {
  if (!isNativeError(error)) return String(error);
  if ('errors' in error && Array.isArray(error.errors)) return [...new Set(error.errors.map(reasonOf))].join('; ');
  return error.message || error.name;
};
