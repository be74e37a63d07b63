import type { Operation } from '../api/operation.js';

/** Tells which methods a path supports, for the answer to a method that it does not. */
export const allowedMethodsOf = (
  operations: readonly Pick<Operation, 'method' | 'path'>[],
): ((path: string) => readonly string[]) => {
  const known = operations.map(({ method, path }) => ({
    methods: method === 'GET' ? ['GET', 'HEAD'] : [method],
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:[^/]+/g, '[^/]+')}$`),
  }));
  return (path) => [...new Set(known.flatMap(({ methods, pattern }) => (pattern.test(path) ? methods : [])))];
};
