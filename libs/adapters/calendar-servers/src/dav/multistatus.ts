import { names } from './names.js';
import { childOf, textsOf, type XmlElement, type XmlName } from './xml.js';

/** The part of an answer about one resource. */
export interface ResourceAnswer {
  /** Absolute. */
  readonly href: string;
  /** 200, unless the answer gives this resource another one. */
  readonly status: number;
  /** The properties that it has. */
  readonly properties: ReadonlyMap<XmlName, XmlElement>;
}

export interface Multistatus {
  readonly answers: readonly ResourceAnswer[];
  readonly syncToken: string | null;
}

/** Reads the answer 207 from a server at `url`; null if it is something else. */
export const multistatusOf = (root: XmlElement | null, url: string): Multistatus | null => {
  if (root?.name !== names.multistatus) return null;
  const answers = root.children.flatMap((child) => (child.name === names.response ? resourceAnswers(child, url) : []));
  return { answers, syncToken: childOf(root, names.syncToken)?.text.trim() ?? null };
};

/** One for each address: a server may put several with the same status into one answer. */
const resourceAnswers = (response: XmlElement, url: string): readonly ResourceAnswer[] => {
  const status = statusIn(childOf(response, names.status)) ?? 200;
  const properties = new Map<XmlName, XmlElement>();
  for (const part of response.children) {
    if (part.name !== names.propstat) continue;
    if (!isSuccess(statusIn(childOf(part, names.status)) ?? 200)) continue;
    for (const property of childOf(part, names.prop)?.children ?? []) properties.set(property.name, property);
  }
  return textsOf(response, names.href).flatMap((text) => {
    const href = URL.parse(text, url)?.href;
    return href === undefined ? [] : [{ href, status, properties }];
  });
};

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** `HTTP/1.1 404 Not Found` */
const statusIn = (element: XmlElement | undefined): number | null => {
  const status = /^\s*\S+\s+(\d{3})\b/.exec(element?.text ?? '')?.[1];
  return status === undefined ? null : Number(status);
};

/**
 * The path of an address in one spelling, to compare those that a server writes in several: `@` and `%40` are the same
 * there.
 */
export const comparablePath = (href: string): string =>
  new URL(href).pathname
    .split('/')
    .map((segment) => {
      try {
        return encodeURIComponent(decodeURIComponent(segment));
      } catch {
        return segment;
      }
    })
    .join('/');
