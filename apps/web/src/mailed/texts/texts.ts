import { localeFor } from '../../messages/locale.js';
import { deviceTimeZone } from '../../shared/device-zone.js';
import { timeFormatIn, type TimeFormat } from '../../shared/time-format.js';
import { de } from './de.js';
import { en, type MailedTexts } from './en.js';

const languages: Readonly<Record<string, MailedTexts>> = { en, de };

/** The server negotiates the language and sets it in `<html lang>`; it never changes while a page is open. */
const { lang } = document.documentElement;

export const texts: MailedTexts = languages[lang] ?? en;

/** In the zone of the device: the reader of a mail need not be where it was booked. */
export const format: TimeFormat = timeFormatIn(deviceTimeZone(), localeFor(lang, navigator.languages));
