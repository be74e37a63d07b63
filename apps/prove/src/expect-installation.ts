/** There is no installation that the proof can use. The message says what is wrong and what to do. */
export class InstallationError extends Error {
  override readonly name = 'InstallationError';
}

const ANSWER_MS = 10_000;

/**
 * Rejects with an {@link InstallationError} unless there is an installation at this address that accepts the API key. The message says what is wrong and
 * what to do.
 */
export const expectInstallation = async (url: string, key: string): Promise<void> => {
  const answer = await answerOf(url, key);
  const { status } = answer;
  if (status === 401 || status === 403) {
    throw new InstallationError(
      `${url} does not accept this API key (${status}). Pass another with --key or BOOKONCE_API_KEY: the first start of the ` +
        'embedded product writes one to first-run.json in its data folder, and its console creates more.',
    );
  }
  // An installation whose servers are away answers with problems, which the races then name.
  const isBookonce = answer.type.includes('json') && (status === 200 || answer.isProblem);
  if (!isBookonce) {
    throw new InstallationError(
      `${url} answers (${status}), but not as Bookonce does. Pass the address of an installation with --url.`,
    );
  }
};

interface FirstAnswer {
  readonly status: number;
  readonly type: string;
  readonly isProblem: boolean;
}

const answerOf = async (url: string, key: string): Promise<FirstAnswer> => {
  try {
    const response = await fetch(new URL('/v1/hosts?limit=1', url), {
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    await response.arrayBuffer();
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, isProblem: type.startsWith('application/problem+json') };
  } catch (error) {
    throw new InstallationError(
      `${url} does not answer: ${reasonOf(error)}. Start the product (npm start), or pass another address with --url.`,
      { cause: error },
    );
  }
};

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens on this port',
  ECONNRESET: 'the connection was closed',
  ENOTFOUND: 'this host name is not known',
  EAI_AGAIN: 'this host name could not be looked up',
  EHOSTUNREACH: 'there is no way to this host',
  ENETUNREACH: 'there is no way to this network',
  UND_ERR_CONNECT_TIMEOUT: 'no connection within 10 s',
  UND_ERR_SOCKET: 'the connection was closed',
};

/** An error of `fetch`, and its cause; both may be of another realm. */
interface FetchError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly cause?: FetchError;
}

const reasonOf = (error: unknown): string => {
  const { name, message, cause } = error as FetchError;
  if (name === 'TimeoutError') return `no answer within ${ANSWER_MS / 1000} s`;
  if (cause === undefined) return String(message);
  if (cause.message === 'bad port') return 'HTTP clients never connect to this port';
  return REASONS[cause.code ?? ''] ?? (cause.message || String(cause.code));
};
