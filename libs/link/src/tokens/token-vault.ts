import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { LruCache } from '@bookonce/kernel/lru-cache';
import { base62 } from './base62.js';

const TAG_BYTES = 16;
const NONCE_BYTES = 12;

/**
 * Makes, names, seals and opens tokens. Runs inside the process that answers over HTTP, so that a usable token
 * never travels on the bus: commands, events, logs and traces carry the link id or the sealed form.
 */
export class TokenVault {
  readonly #tokenKey: KeyObject;
  readonly #sealKey: KeyObject;
  readonly #nonceKey: KeyObject;
  readonly #manageKey: KeyObject;
  readonly #signInKey: KeyObject;
  readonly #sessionKey: KeyObject;
  readonly #apiKeyKey: KeyObject;
  /** A booking asks for its own several times within a moment: for the answer, for each mail. */
  readonly #manageTokens = new LruCache<string>(1_000);

  /** `secretKey`: 32 random bytes that stay with the installation; losing them loses *copy again*, not the links. */
  constructor(secretKey: Uint8Array) {
    const subkey = (purpose: string): KeyObject =>
      createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, new Uint8Array(), `bookonce/${purpose}`, 32)));
    this.#tokenKey = subkey('link-token');
    this.#sealKey = subkey('seal');
    this.#nonceKey = subkey('seal-nonce');
    this.#manageKey = subkey('manage-token');
    this.#signInKey = subkey('sign-in-token');
    this.#sessionKey = subkey('session-token');
    this.#apiKeyKey = subkey('api-key');
  }

  /**
   * The token of the link that this command issues: `length` base62 characters, 131 bits at the default 22.
   * A keyed function of the command id, so a repeated command finds its own link instead of making another.
   */
  tokenFor(commandId: string, length: number): string {
    return base62(this.#tokenKey, commandId, length);
  }

  /** Names the link's stream. One way: the id tells nothing about the token. */
  linkIdOf(token: string): string {
    return `lnk_${createHash('sha256').update(`bookonce/link/${token}`).digest('base64url').replace(/[-_]/g, '0').slice(0, 32)}`;
  }

  /** AES-256-GCM, base64url. The same token of the same link seals to the same text, so a repeat changes nothing. */
  seal(linkId: string, token: string): string {
    const nonce = createHmac('sha256', this.#nonceKey).update(`${linkId}/${token}`).digest().subarray(0, NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#sealKey, nonce).setAAD(Buffer.from(linkId));
    const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** Throws when it was sealed with another key or for another link. */
  open(linkId: string, sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.#sealKey, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(linkId))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  /** The capability to manage one booking; derived when it is needed and stored nowhere. */
  manageTokenFor(bookingId: string): string {
    const known = this.#manageTokens.get(bookingId);
    if (known !== undefined) return known;
    const token = base62(this.#manageKey, bookingId, 22);
    this.#manageTokens.set(bookingId, token);
    return token;
  }

  /** The token of a sign-in link, derived from its seed when its mail is written and stored nowhere. */
  signInTokenFor(seed: string): string {
    return base62(this.#signInKey, seed, 22);
  }

  /** Names the stream of a sign-in link and its session. One way, as for a link. */
  sessionIdOf(signInToken: string): string {
    return `ses_${createHash('sha256').update(`bookonce/sign-in/${signInToken}`).digest('base64url').replace(/[-_]/g, '0').slice(0, 32)}`;
  }

  /** What a browser that has signed in shows; the same command gives the same one again. */
  sessionTokenFor(commandId: string): string {
    return base62(this.#sessionKey, commandId, 43);
  }

  /** The API key that this command makes. */
  apiKeyFor(commandId: string): string {
    return `bok_${base62(this.#apiKeyKey, commandId, 40)}`;
  }

  /** What may be stored of a manage token. */
  hashOf(token: string): string {
    return createHash('sha256').update(`bookonce/manage/${token}`).digest('base64url');
  }
}
