import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { LruCache } from '@bookonce/kernel/lru-cache';

const TAG_BYTES = 16;
const NONCE_BYTES = 12;
export const DEFAULT_LINK_TOKEN_LENGTH = 22;

/**
 * Derives, names, seals and opens the tokens and keys of one installation.
 *
 * Every secret is a keyed function of a command id or an aggregate id, so a repeated command finds its own secret, and
 * a process that knows the installation's key can derive it again instead of receiving it. Commands, events, logs and
 * traces carry names (hashes) and sealed tokens only.
 *
 * The derivations are a storage format: links, sessions and API keys in use depend on them byte for byte.
 */
export class TokenVault {
  readonly #linkTokenKey: KeyObject;
  readonly #sealKey: KeyObject;
  readonly #nonceKey: KeyObject;
  readonly #manageTokenKey: KeyObject;
  readonly #optInTokenKey: KeyObject;
  readonly #approvalTokenKey: KeyObject;
  readonly #roomNameKey: KeyObject;
  readonly #signInTokenKey: KeyObject;
  readonly #sessionTokenKey: KeyObject;
  readonly #apiKeyKey: KeyObject;
  readonly #firstStartKey: KeyObject;
  /** One request asks for a booking's token several times: for the answer, and for each mail. */
  readonly #manageTokens = new LruCache<string>(1_000);

  /**
   * @param secretKey the installation's 32 random bytes. Without them, links that were sent still work, but cannot be
   *   shown again.
   */
  constructor(secretKey: Uint8Array) {
    const subkey = (purpose: string): KeyObject =>
      createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, new Uint8Array(), `bookonce/${purpose}`, 32)));
    this.#linkTokenKey = subkey('link-token');
    this.#sealKey = subkey('seal');
    this.#nonceKey = subkey('seal-nonce');
    this.#manageTokenKey = subkey('manage-token');
    this.#optInTokenKey = subkey('opt-in-token');
    this.#approvalTokenKey = subkey('approval-token');
    this.#roomNameKey = subkey('room-name');
    this.#signInTokenKey = subkey('sign-in-token');
    this.#sessionTokenKey = subkey('session-token');
    this.#apiKeyKey = subkey('api-key');
    this.#firstStartKey = subkey('first-start');
  }

  /** The token of the link that a command issues: `length` base62 characters, 131 bits at the default of 22. */
  linkTokenFor(commandId: string, length = DEFAULT_LINK_TOKEN_LENGTH): string {
    return base62(this.#linkTokenKey, commandId, length);
  }

  /** Names a link's stream. One way: the id reveals nothing about the token. */
  linkIdOf(token: string): string {
    return `lnk_${nameOf('link', token)}`;
  }

  /** The token to manage one booking. It is derived wherever it is needed, and stored nowhere. */
  manageTokenFor(bookingId: string): string {
    const known = this.#manageTokens.get(bookingId);
    if (known !== undefined) return known;
    const token = base62(this.#manageTokenKey, bookingId, 22);
    this.#manageTokens.set(bookingId, token);
    return token;
  }

  /** The form of a manage token that may be stored; a booking is found by it. */
  manageTokenHashOf(token: string): string {
    return hashOf('manage', token);
  }

  /** The token by which an attendee confirms a booking by mail; stored nowhere. */
  optInTokenFor(bookingId: string): string {
    return base62(this.#optInTokenKey, bookingId, 22);
  }

  /** The form of an opt-in token that may be stored; a booking is found by it. */
  optInTokenHashOf(token: string): string {
    return hashOf('opt-in', token);
  }

  /** The token by which a host decides on one booking, in the mail of one round; stored nowhere. */
  approvalTokenFor(bookingId: string, round: number): string {
    return base62(this.#approvalTokenKey, `${bookingId}/${round}`, 22);
  }

  /** The form of an approval token that may be stored; a booking is found by it. */
  approvalTokenHashOf(token: string): string {
    return hashOf('approval', token);
  }

  /** The part of a video room's address that nobody can guess: one room for each booking. */
  roomNameFor(bookingId: string): string {
    return base62(this.#roomNameKey, bookingId, 20);
  }

  /** The token of a sign-in link, derived from the link's seed when its mail is written, and stored nowhere. */
  signInTokenFor(seed: string): string {
    return base62(this.#signInTokenKey, seed, 22);
  }

  /** Names the stream of a sign-in link and of the session that it becomes. One way, like `linkIdOf`. */
  sessionIdOf(signInToken: string): string {
    return `ses_${nameOf('sign-in', signInToken)}`;
  }

  /** The token of the session cookie that a command starts. */
  sessionTokenFor(commandId: string): string {
    return base62(this.#sessionTokenKey, commandId, 43);
  }

  /** The API key that a command creates. */
  apiKeyFor(commandId: string): string {
    return `bok_${base62(this.#apiKeyKey, commandId, 40)}`;
  }

  /** Names a command of the first start, so that the next start can repeat it: the same in every start, in no other installation. */
  firstStartCommandFor(step: string): string {
    return base62(this.#firstStartKey, step, 22);
  }

  /**
   * Seals `secret` with AES-256-GCM, in base64url, bound to `owner` (the id of what the secret belongs to). The same
   * secret of the same owner seals to the same text, so a repeated command stores nothing new.
   */
  seal(owner: string, secret: string): string {
    const nonce = createHmac('sha256', this.#nonceKey).update(`${owner}/${secret}`).digest().subarray(0, NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#sealKey, nonce).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** Opens a sealed secret. Throws if it was changed, sealed with another key, or sealed for another owner. */
  open(owner: string, sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.#sealKey, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    const opened = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8');
    try {
      return opened + decipher.final('utf8');
    } catch (cause) {
      throw new Error('a sealed secret cannot be opened: it was sealed with another secret key, or changed', { cause });
    }
  }

  /** Opens a sealed secret; null if `open` would throw, such as after the installation's secret key was lost. */
  openOrNull(owner: string, sealed: string): string | null {
    try {
      return this.open(owner, sealed);
    } catch {
      return null;
    }
  }
}

/** The stored form of an API key or a session token; either is found by it. Their 230 bits need no salt. */
export const secretHashOf = (secret: string): string => hash('sha256', secret);

/** A hash of `secret`; `kind` keeps the hashes of different kinds apart. */
const hashOf = (kind: 'link' | 'sign-in' | 'manage' | 'opt-in' | 'approval', secret: string): string =>
  createHash('sha256').update(`bookonce/${kind}/${secret}`).digest('base64url');

/** 32 characters of a hash of `secret`, for ids. */
const nameOf = (kind: 'link' | 'sign-in', secret: string): string =>
  hashOf(kind, secret).replace(/[-_]/g, '0').slice(0, 32);

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Bytes from here on would favour the first letters of the alphabet, so they are rejected. */
const FAIR_BELOW = 256 - (256 % ALPHABET.length);

/** `length` evenly distributed base62 characters: HMAC-SHA-256 in counter mode, with rejection sampling. */
const base62 = (key: KeyObject, name: string, length: number): string => {
  let text = '';
  for (let counter = 0; text.length < length; counter += 1) {
    for (const byte of createHmac('sha256', key).update(`${counter}/${name}`).digest()) {
      if (byte < FAIR_BELOW && text.length < length) text += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return text;
};
