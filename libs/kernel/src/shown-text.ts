/** Embeddings, overrides and isolates. Marks of a direction (U+200E, U+200F, U+061C) stay: they turn nothing after them. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
/** U+2800 is a pattern of Braille without dots. */
const INVISIBLE = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Returns the text without characters that turn the direction of the text after them. */
export const withoutDirectionControls = (text: string): string => text.replaceAll(DIRECTION_CONTROLS, '');

/** Whether a reader sees anything of the text. */
export const hasVisibleCharacter = (text: string): boolean => text.replaceAll(INVISIBLE, '') !== '';
