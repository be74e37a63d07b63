/** What of a form differs from what was opened. A save says this alone: what somebody else has changed meanwhile stays. */
export const changedFields = <Body extends object>(before: Body, after: Body): Partial<Body> => {
  const was = new Map(Object.entries(before).map(([name, value]) => [name, JSON.stringify(value)]));
  const changed = Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== was.get(name));
  return Object.fromEntries(changed) as Partial<Body>;
};
