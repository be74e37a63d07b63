import type { Result } from '../result.js';

/** A request to an address that a customer has given, such as that of a calendar or of a webhook. */
export interface OutgoingRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  /** Names in lower case. Sent to every server of a redirect, so they hold no secret. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly credentials?: OutgoingCredentials;
  /** Limit of the whole exchange, redirects included, in ms of real time. */
  readonly withinMs: number;
}

/** Sent by the scheme Basic, in UTF-8. */
export interface OutgoingCredentials {
  readonly username: string;
  readonly password: string;
  /**
   * The address that the customer gave them for. They are sent only within its registrable domain, because addresses in
   * a server's answers, redirects included, may lead anywhere.
   */
  readonly givenFor: string;
}

export interface OutgoingResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Uint8Array;
  /** The address after all redirects. */
  readonly url: string;
}

export type OutgoingFailure =
  /** The product does not send requests there. `reason` tells the customer why. */
  | { readonly kind: 'notAllowed'; readonly reason: string }
  /** No answer: no such server, no connection, an untrusted certificate. `reason` holds no secret. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'tooLarge'; readonly mostBytes: number }
  | { readonly kind: 'tooManyRedirects'; readonly most: number };

/**
 * Sends requests to addresses that customers have given. Such an address must never let them reach the network that the
 * product itself runs in, so every connection is checked, those of redirects included.
 */
export interface OutgoingRequests {
  /** Any status is a response. Never rejects. */
  send(request: OutgoingRequest): Promise<Result<OutgoingResponse, OutgoingFailure>>;
  /** Why a request to this address would not be sent, as far as can be said without a connection; null if it would. */
  refusalOf(url: string): Extract<OutgoingFailure, { kind: 'notAllowed' }> | null;
}
