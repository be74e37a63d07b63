import { de } from './de.js';
import { deSharing } from './de-sharing.js';
import { en } from './en.js';
import { enSharing } from './en-sharing.js';

const english = { ...en, ...enSharing };
export type Texts = typeof english;

const german: Texts = { ...de, ...deSharing };
const languages: Readonly<Record<string, Texts>> = { en: english, de: german };

/** The page's language does not change while it is open: the server has chosen it, and says so in `<html lang>`. */
export const useTexts = (): Texts => languages[document.documentElement.lang] ?? english;
