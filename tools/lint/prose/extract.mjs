/**
 * Extracts everything that people read in a file: comments, texts in strings and JSX, declared names, Markdown
 * paragraphs. Joins the lines of a sentence, so that a phrase is found across line breaks.
 */
import { basename, extname } from 'node:path';
import ts from 'typescript';

/** @typedef {{ kind: 'comment' | 'text' | 'name', line: number, text: string }} Piece */

const squeeze = (/** @type {string} */ text) => text.replace(/\s+/gu, ' ').trim();

const withoutMarks = (/** @type {string} */ comment) =>
  comment
    .replace(/^\/\*+|\*+\/$/gu, '')
    .replace(/^\s*(?:\/\/+|\*)/gmu, '')
    .replace(/`[^`]*`/gu, '`code`');

/** A text is prose once it has words; single words are keys, paths and ids. SQL is not prose. */
const isProse = (/** @type {string} */ text) =>
  /\p{L}{2,}[^\p{L}]*\s[^\p{L}]*\p{L}{2,}/u.test(text) &&
  !/^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH) /u.test(text);

const scriptKinds = { '.tsx': ts.ScriptKind.TSX, '.ts': ts.ScriptKind.TS, '.mjs': ts.ScriptKind.JS };

const ofScript = (/** @type {string} */ file, /** @type {string} */ source) => {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, false, scriptKinds[extname(file)]);
  const lineAt = (/** @type {number} */ position) => tree.getLineAndCharacterOfPosition(position).line + 1;
  /** @type {Piece[]} */
  const pieces = [];
  /** @type {{ line: number, end: number, text: string } | null} */
  let openComment = null;

  const closeComment = () => {
    if (openComment !== null) pieces.push({ kind: 'comment', line: openComment.line, text: squeeze(openComment.text) });
    openComment = null;
  };

  const readComments = (/** @type {number} */ from, /** @type {number} */ to) => {
    const trivia = source.slice(from, to);
    if (!trivia.includes('/')) return;
    for (const match of trivia.matchAll(/\/\*[^]*?\*\/|\/\/[^\n]*/gu)) {
      const start = from + match.index;
      const isContinued =
        openComment !== null && match[0].startsWith('//') && /^\n[ \t]*$/u.test(source.slice(openComment.end, start));
      if (!isContinued) closeComment();
      const text = withoutMarks(match[0]);
      openComment = {
        line: openComment?.line ?? lineAt(start),
        end: start + match[0].length,
        text: openComment === null ? text : `${openComment.text} ${text}`,
      };
    }
    closeComment();
  };

  const addText = (/** @type {ts.Node} */ node, /** @type {string} */ text) => {
    if (isProse(text)) pieces.push({ kind: 'text', line: lineAt(node.getStart(tree)), text: squeeze(text) });
  };

  const visit = (/** @type {ts.Node} */ node, /** @type {ts.Node} */ parent) => {
    if (ts.isTemplateExpression(node)) {
      addText(node, [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…'));
    } else if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) {
      addText(node, node.text);
    } else if (ts.isIdentifier(node) && 'name' in parent && parent.name === node) {
      pieces.push({ kind: 'name', line: lineAt(node.getStart(tree)), text: node.text });
    }
    // A doc comment precedes a token, and is read with the trivia of that token.
    const children = node.getChildren(tree).filter((child) => child.kind !== ts.SyntaxKind.JSDoc);
    if (children.length === 0 && !ts.isJsxText(node)) readComments(node.getFullStart(), node.getStart(tree));
    for (const child of children) visit(child, node);
  };

  visit(tree, tree);
  return pieces;
};

/** Paragraphs, list items, headings and table cells; code is left out. */
const ofMarkdown = (/** @type {string} */ source) => {
  /** @type {Piece[]} */
  const pieces = [];
  let paragraph = '';
  let start = 1;
  let isCode = false;
  const close = () => {
    const text = squeeze(paragraph.replace(/`[^`]*`/gu, '`code`').replace(/\]\([^)]*\)/gu, ']'));
    if (isProse(text)) pieces.push({ kind: 'text', line: start, text });
    paragraph = '';
  };
  for (const [index, line] of source.split('\n').entries()) {
    const isFence = /^\s*```/u.test(line);
    if (isFence || line.trim() === '' || /^\s*(?:[-*+]|\d+\.|#+|\|)\s/u.test(line)) close();
    if (isFence) isCode = !isCode;
    else if (!isCode) {
      if (paragraph === '') start = index + 1;
      for (const [cell, text] of (line.startsWith('|') ? line.split('|') : [line]).entries()) {
        if (cell > 0) close();
        paragraph += ` ${text.replace(/^\s*(?:[-*+]|\d+\.|#+)\s/u, '')}`;
      }
    }
  }
  close();
  return pieces;
};

/** Comments in languages with `#` comments. */
const ofHashComments = (/** @type {string} */ source) =>
  [...source.matchAll(/(?:^[ \t]*#[^\n]*\n?)+/gmu)].map((match) => ({
    kind: /** @type {const} */ ('comment'),
    line: source.slice(0, match.index).split('\n').length,
    text: squeeze(match[0].replace(/^\s*#+/gmu, '').replace(/`[^`]*`/gu, '`code`')),
  }));

const ofBlockComments = (/** @type {string} */ source) =>
  [...source.matchAll(/\/\*[^]*?\*\//gu)].map((match) => ({
    kind: /** @type {const} */ ('comment'),
    line: source.slice(0, match.index).split('\n').length,
    text: squeeze(withoutMarks(match[0])),
  }));

/** @returns {Piece[]} what a person reads in the file; nothing for files of other kinds */
export const extract = (/** @type {string} */ file, /** @type {string} */ source) => {
  const name = { kind: /** @type {const} */ ('name'), line: 1, text: basename(file).replace(/\..*$/u, '') };
  switch (extname(file)) {
    case '.ts':
    case '.tsx':
    case '.mjs':
      return [name, ...ofScript(file, source)];
    case '.md':
      return [name, ...ofMarkdown(source)];
    case '.css':
      return [name, ...ofBlockComments(source)];
    case '.yml':
    case '':
      return [name, ...ofHashComments(source)];
    default:
      return [];
  }
};
