import type { Block, Letter } from '@bookonce/kernel/ports/letter';
import { unreachable } from '@bookonce/kernel/result';

/** Writes a letter as plain text. Each address is alone on its line, so that mail programs find where it ends. */
export const textOf = ({ greeting, blocks, workspace }: Letter): string =>
  [greeting, ...blocks.map(blockText), workspace].filter((part) => part !== undefined).join('\n\n');

const blockText = (block: Block): string => {
  switch (block.kind) {
    case 'text':
    case 'hint':
      return block.text;
    case 'facts':
      return block.facts.map(({ label, value }) => `${labelled(label)} ${indented(value)}`).join('\n');
    case 'quote':
      return block.label === undefined ? block.words : `${labelled(block.label)} ${indented(block.words)}`;
    case 'buttons':
      return block.buttons.map(({ label, url }) => `${label}:\n${url}`).join('\n\n');
    default:
      return unreachable(block);
  }
};

/** The labels of questions may end as sentences do. */
const labelled = (label: string): string => (/[.:!?]$/.test(label) ? label : `${label}:`);

/** Indents all lines but the first: what an attendee writes must not pass for a part of the mail. */
const indented = (words: string): string => words.replaceAll('\n', '\n  ');
