const SIGN_IN_TOKEN = /(\/console\/sign-in\/)[0-9A-Za-z]+/g;

/**
 * A mail as whoever has a key of the workspace may read it: a sign-in link in it is for its reader alone, and would make a
 * session out of a key that outlives the key.
 */
export const withoutSignIn = (text: string): string => text.replaceAll(SIGN_IN_TOKEN, '$1…');
