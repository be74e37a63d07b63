/** A form as a browser would send it, read from the page itself. */
export interface PageForm {
  readonly method: 'get' | 'post';
  readonly action: string;
  /** Fields with the values they came with; a spec overwrites what a visitor types. */
  readonly fields: Readonly<Record<string, string>>;
  /** Named buttons: pressing one sends its value. */
  readonly buttons: readonly { readonly name: string; readonly value: string }[];
  /** Names of fields that must be filled in. */
  readonly required: readonly string[];
}

/** The forms of a page, in order. Reads the plain markup that servers write, not any HTML. */
export const formsOf = (page: string): readonly PageForm[] =>
  [...page.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, tag = '', content = '']) => {
    const inputs = [...content.matchAll(/<(?:input|textarea|select)\b([^>]*)>/g)].map(([, one = '']) => one);
    const named = inputs.filter((one) => attribute(one, 'name') !== null);
    const isSent = (one: string): boolean => attribute(one, 'type') !== 'checkbox' || / checked\b/.test(one);
    const nameOf = (one: string): string => attribute(one, 'name') ?? '';
    return {
      method: attribute(tag, 'method') === 'post' ? 'post' : 'get',
      action: attribute(tag, 'action') ?? '',
      fields: Object.fromEntries(named.filter(isSent).map((one) => [nameOf(one), attribute(one, 'value') ?? ''])),
      buttons: [...content.matchAll(/<button\b([^>]*)>/g)].flatMap(([, one = '']) => {
        const name = attribute(one, 'name');
        return name === null ? [] : [{ name, value: attribute(one, 'value') ?? '' }];
      }),
      required: named.filter((one) => / required\b/.test(one)).map(nameOf),
    };
  });

const attribute = (tag: string, name: string): string | null => {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? null : unescapeHtml(value);
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const unescapeHtml = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
