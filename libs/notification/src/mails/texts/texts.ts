import type { Language } from '@bookonce/contracts/values/language';
import { de } from './de.js';
import { en, type MailTexts } from './en.js';

const texts: Readonly<Record<Language, MailTexts>> = { en, de };

export const textsIn = (language: Language): MailTexts => texts[language];
