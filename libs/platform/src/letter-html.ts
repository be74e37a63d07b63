import type { Block, Letter } from '@bookonce/kernel/ports/letter';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import { GROUNDS, INKS, PRODUCT_COLORS, readableColors } from '@bookonce/kernel/readable-color';
import { unreachable } from '@bookonce/kernel/result';
import { escapeHtml } from './escape-html.js';

/**
 * Writes a letter as HTML. Mail programs know little CSS: tables hold the width, and buttons are readable without any
 * style. Nothing is loaded from elsewhere.
 */
export const htmlOf = ({ language, subject, heading, greeting, blocks, workspace, color }: Letter): string => {
  const body = [...(greeting === undefined ? [] : [paragraph(greeting)]), ...blocks.map(blockHtml)].join('');
  const sender = workspace === undefined ? '' : `<p class="hint">${escapeHtml(workspace)}</p>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title><style>${styleOf(color)}</style></head><body><table role="presentation" class="page"><tr><td align="center"><table role="presentation" class="card"><tr><td role="main">${sender}<h1>${escapeHtml(heading)}</h1>${body}</td></tr></table></td></tr></table></body></html>`;
};

/** Returns the HTML of a mail; undefined if it has text alone. */
export const htmlOfMail = ({ letter }: Pick<Mail, 'letter'>): string | undefined =>
  letter === undefined ? undefined : htmlOf(letter);

const blockHtml = (block: Block): string => {
  switch (block.kind) {
    case 'text':
      return paragraph(block.text);
    case 'facts':
      return `<table role="presentation" class="facts">${block.facts
        .map(({ label, value }) => `<tr><td><small>${escapeHtml(label)}</small><br>${linked(value)}</td></tr>`)
        .join('')}</table>`;
    case 'quote': {
      const label = block.label === undefined ? '' : `<small>${escapeHtml(block.label)}</small><br>`;
      return `<blockquote>${label}${inLines(block.words)}</blockquote>`;
    }
    case 'buttons':
      return `<p>${block.buttons.map(({ label, url }, index) => button(label, url, index === 0)).join(' ')}</p>`;
    case 'hint':
      return `<p class="hint">${inLines(block.text)}</p>`;
    default:
      return unreachable(block);
  }
};

const paragraph = (text: string): string => `<p>${inLines(text)}</p>`;

const button = (label: string, url: string, isFirst: boolean): string =>
  `<a class="${isFirst ? 'button' : 'button other'}" href="${escapeHtml(url)}">${escapeHtml(label)}</a>`;

const inLines = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>');

/** Turns a value that is nothing but a web address, such as a video room, into a link. */
const linked = (value: string): string =>
  /^https?:\/\/\S+$/.test(value) ? `<a href="${escapeHtml(value)}">${escapeHtml(value)}</a>` : inLines(value);

/** The colours are those of the pages. */
const styleOf = (color: string | undefined): string => {
  const { light, dark } = color === undefined ? PRODUCT_COLORS : readableColors(color);
  return `${STYLE}a{color:${light.accent}}.button{border-color:${light.accent};background:${light.accent};color:${light.onAccent}}.other{background:${GROUNDS.light.paper};color:${light.accent}}@media(prefers-color-scheme:dark){a{color:${dark.accent}}.button{border-color:${dark.accent};background:${dark.accent};color:${dark.onAccent}}.other{background:${GROUNDS.dark.paper};color:${dark.accent}}}`;
};

const STYLE = [
  ':root{color-scheme:light dark}',
  `body{margin:0;background:${GROUNDS.light.ground};color:${INKS.light.ink};font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}`,
  'table{border-collapse:collapse;width:100%}td{padding:0}',
  `.page>tbody>tr>td{padding:16px}.card{max-width:560px;text-align:left;background:${GROUNDS.light.paper};border-radius:10px}`,
  '.card>tbody>tr>td{padding:24px;overflow-wrap:anywhere;word-break:break-word}',
  'h1{margin:0 0 16px;font-size:22px;line-height:1.3}p{margin:0 0 16px}',
  `.facts{margin:0 0 16px}.facts td{padding:0 0 10px}small,.hint{color:${INKS.light.quiet};font-size:14px}.hint{margin:0 0 8px}`,
  `blockquote{margin:0 0 16px;padding:2px 0 2px 14px;border-left:3px solid ${INKS.light.hairline}}`,
  '.button{display:inline-block;margin:0 6px 8px 0;padding:11px 20px;border:1px solid;border-radius:8px;font-weight:600;text-decoration:none}',
  `@media(prefers-color-scheme:dark){body{background:${GROUNDS.dark.ground};color:${INKS.dark.ink}}.card{background:${GROUNDS.dark.paper}}`,
  `small,.hint{color:${INKS.dark.quiet}}blockquote{border-color:${INKS.dark.hairline}}}`,
].join('');
