import { hash } from 'node:crypto';

/** Property names are upper case on every server that restamps. Folded lines go on with a space or a tab. */
const STAMPS = /\nDTSTAMP[;:][^\n]*(?:\n[ \t][^\n]*)*/g;

/**
 * Returns a fingerprint of a calendar file, equal for texts that differ in DTSTAMP alone: Google and Outlook put the
 * time of the request there. Tells whether a file has to be read again; costs about 1 ms a megabyte.
 */
export const fingerprintOf = (text: string): string => hash('sha256', text.replace(STAMPS, ''), 'base64url');
