import ICAL from 'ical.js';

/** Name, parameters, type and values; names in lower case (RFC 7265). */
export type JcalProperty = readonly [
  name: string,
  parameters: Readonly<Record<string, string | readonly string[] | undefined>>,
  type: string,
  ...values: unknown[],
];

export type JcalComponent = readonly [
  name: string,
  properties: readonly JcalProperty[],
  components: readonly JcalComponent[],
];

/** Parses the lines of one component. Null if one of them is not a content line or has an impossible value. */
export const parseComponent = (lines: readonly string[]): JcalComponent | null => {
  try {
    return ICAL.parse(lines.join('\r\n')) as JcalComponent;
  } catch {
    // ical.js throws errors of several classes.
    return null;
  }
};

export const propertiesOf = ([, properties]: JcalComponent, wanted: string): readonly JcalProperty[] =>
  properties.filter(([name]) => name === wanted);

export const propertyOf = ([, properties]: JcalComponent, wanted: string): JcalProperty | undefined =>
  properties.find(([name]) => name === wanted);

/**
 * A value as text. Values of other types, which a parameter VALUE can give to any property, have none: they are objects, or
 * lists. An empty text is valid nowhere.
 */
export const valueText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The property's first value as text; an empty text if there is none. */
export const textOf = (component: JcalComponent, wanted: string): string => {
  const value = propertyOf(component, wanted)?.[3];
  return typeof value === 'string' ? value.trim() : '';
};

export const parameterOf = ([, parameters]: JcalProperty, name: string): string | null => {
  const value = parameters[name];
  return typeof value === 'string' ? value : (value?.[0] ?? null);
};
