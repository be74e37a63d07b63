import type { Language } from './language.js';
import type { Location } from './meeting-type.js';

const KINDS: Readonly<Record<Language, Readonly<Record<Location['type'], string>>>> = {
  en: { video: 'Video call', phone: 'Phone call', inPerson: 'In person' },
  de: { video: 'Videogespräch', phone: 'Telefonat', inPerson: 'Vor Ort' },
};

/** Names a place for people, in mails and in calendars: its address or number, or else how they meet. */
export const placeName = ({ type, value }: Location, language: Language): string => value ?? KINDS[language][type];
