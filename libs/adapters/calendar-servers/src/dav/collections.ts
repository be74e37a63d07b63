import type { CalendarCollection } from '@bookonce/kernel/ports/calendar-servers';
import type { ResourceAnswer } from './multistatus.js';
import { names } from './names.js';
import { holds, type XmlName } from './xml.js';

/** The properties that tell whether a resource is a calendar, and describe it. */
export const COLLECTION_PROPERTIES: readonly XmlName[] = [
  names.resourceType,
  names.displayName,
  names.color,
  names.components,
  names.privileges,
];

export const isCalendar = ({ properties }: ResourceAnswer): boolean => {
  const type = properties.get(names.resourceType);
  return holds(type, names.calendar) && !holds(type, names.deletedCalendar);
};

/** A server that does not say what a calendar may hold permits everything (RFC 4791, section 5.2.3). */
export const mayHoldEvents = ({ properties }: ResourceAnswer): boolean => {
  const components = properties.get(names.components)?.children.filter(({ name }) => name === names.component) ?? [];
  if (components.length === 0) return true;
  return components.some(({ attributes }) => attributes['name']?.toUpperCase() === 'VEVENT');
};

export const collectionOf = (answer: ResourceAnswer): CalendarCollection => {
  const { href, properties } = answer;
  const color = colorOf(properties.get(names.color)?.text ?? '');
  return {
    href,
    name: properties.get(names.displayName)?.text.trim() || lastSegment(href),
    ...(color !== null && { color }),
    isWritable: isWritable(answer),
  };
};

const isWritable = ({ properties }: ResourceAnswer): boolean => {
  const privileges = properties.get(names.privileges);
  // A server without access control says nothing.
  if (privileges === undefined) return true;
  return [names.all, names.write, names.writeContent, names.bind].some((name) => holds(privileges, name));
};

/** Apple writes colours with an alpha channel. */
const colorOf = (text: string): string | null => {
  const hex = /^\s*#?([0-9a-f]{6})(?:[0-9a-f]{2})?\s*$/i.exec(text)?.[1];
  return hex === undefined ? null : `#${hex.toLowerCase()}`;
};

const lastSegment = (href: string): string => {
  const segment = new URL(href).pathname.split('/').findLast((one) => one !== '') ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
