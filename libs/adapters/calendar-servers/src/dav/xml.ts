import type { SharedThread } from '@bookonce/kernel/shared-thread';
import { SaxesParser } from 'saxes';

/** `{namespace}name` */
export type XmlName = `{${string}}${string}`;

export interface XmlElement {
  readonly name: XmlName;
  /** Attributes without a namespace. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text, without that of children. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

type Growing = XmlElement & { text: string; readonly children: Growing[] };

const PIECE_LENGTH = 64 * 1024;
const MOST_DEPTH = 50;
const MOST_ELEMENTS = 500_000;

/** Control characters: XML forbids most of them, but servers copy them out of events. */
const FORBIDDEN = /[^\P{Cc}\t\n\r]/gu;

/**
 * Parses XML piece by piece, so that long answers do not hold up the process. Returns its root; null if it is malformed,
 * or no answer that a server has reason to give: one with a document type, or with absurdly many elements.
 */
export const parseXml = async (xml: string, thread: SharedThread): Promise<XmlElement | null> => {
  const builder = new TreeBuilder();
  let read = 0;
  await thread.run(() => {
    builder.write(xml.slice(read, read + PIECE_LENGTH).replace(FORBIDDEN, ''));
    read += PIECE_LENGTH;
    return read >= xml.length || builder.isMalformed;
  });
  return builder.finish();
};

class TreeBuilder {
  readonly #parser = new SaxesParser({ xmlns: true, position: false });
  readonly #open: Growing[] = [];
  #root: Growing | null = null;
  #elements = 0;
  #isMalformed = false;

  constructor() {
    const stop = (): void => {
      this.#isMalformed = true;
    };
    this.#parser.on('error', stop);
    // The parser expands no entities of a document type, so refusing it only makes that plain.
    this.#parser.on('doctype', stop);
    this.#parser.on('opentag', ({ uri, local, attributes }) => {
      const plain = Object.values(attributes).filter(({ uri: of }) => of === '');
      this.#enter({
        name: `{${uri}}${local}`,
        attributes: Object.fromEntries(plain.map((one) => [one.local, one.value] as const)),
        text: '',
        children: [],
      });
    });
    this.#parser.on('text', (text) => this.#add(text));
    this.#parser.on('cdata', (text) => this.#add(text));
    this.#parser.on('closetag', () => this.#open.pop());
  }

  get isMalformed(): boolean {
    return this.#isMalformed;
  }

  write(piece: string): void {
    this.#parser.write(piece);
  }

  finish(): XmlElement | null {
    if (!this.#isMalformed) this.#parser.close();
    return this.#isMalformed ? null : this.#root;
  }

  #enter(element: Growing): void {
    this.#elements += 1;
    if (this.#elements > MOST_ELEMENTS || this.#open.length >= MOST_DEPTH) this.#isMalformed = true;
    if (this.#isMalformed) return;
    this.#root ??= element;
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  #add(text: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined) element.text += text;
  }
}

/** The first child of that name. */
export const childOf = (element: XmlElement | undefined, name: XmlName): XmlElement | undefined =>
  element?.children.find((child) => child.name === name);

/** Whether an element of that name is anywhere below. */
export const holds = (element: XmlElement | undefined, name: XmlName): boolean =>
  element?.children.some((child) => child.name === name || holds(child, name)) ?? false;

/** The text of all children of that name, such as the addresses in a set. */
export const textsOf = (element: XmlElement | undefined, name: XmlName): readonly string[] =>
  element?.children.flatMap((child) => (child.name === name ? [child.text.trim()] : [])) ?? [];

/** Escapes text for XML. */
export const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
