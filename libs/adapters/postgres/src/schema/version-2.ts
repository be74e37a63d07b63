/** Properties of the history as a whole. */
export const version2Sql = (schema: string): string => `
CREATE TABLE ${schema}.properties (name text PRIMARY KEY, value text NOT NULL);
`;
