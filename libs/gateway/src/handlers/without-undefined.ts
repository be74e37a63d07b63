type Known<Shape> = { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> };

/** The members that are given: schemas type what is left out as undefined, commands leave it out. */
export const withoutUndefined = <Shape extends object>(shape: Shape): Known<Shape> =>
  Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as Known<Shape>;
