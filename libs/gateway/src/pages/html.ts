import { escapeHtml } from '@bookonce/platform/escape-html';

/** Text that is already HTML; all other text is escaped on insertion. */
export class Html {
  constructor(readonly source: string) {}
}

type Part = Html | string | number | null | readonly Part[];

const render = (part: Part): string => {
  if (part === null) return '';
  if (part instanceof Html) return part.source;
  if (typeof part === 'object') return part.map(render).join('');
  return escapeHtml(String(part));
};

/** An HTML template that escapes inserted text, so that it cannot become markup. Attributes must be quoted. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.map((text, index) => text + render(parts[index] ?? null)).join(''));
