type MessageOf = ((error: SystemError) => string) | null;

interface SystemError extends Error {
  readonly syscall?: unknown;
  readonly address?: unknown;
  readonly port?: unknown;
  readonly hostname?: unknown;
}

/** System errors of a start that an operator can fix, by code. Null if the system's own message is clear. */
const fixable: ReadonlyMap<unknown, MessageOf> = new Map<unknown, MessageOf>([
  ['EADDRINUSE', (error) => `${addressOf(error)} is in use; stop what uses it, or set PORT to another`],
  ['EADDRNOTAVAIL', (error) => `${addressOf(error)} is not an address of this machine; set HOST to another`],
  ['ENOTFOUND', (error) => unknownName(error)],
  ['EAI_AGAIN', (error) => unknownName(error)],
  [
    'EACCES',
    (error) =>
      error.syscall === 'listen'
        ? `this user may not listen on ${addressOf(error)}; set PORT to 1024 or above`
        : error.message,
  ],
  ['EPERM', null],
  ['EROFS', null],
  ['EEXIST', null],
  ['ENOTDIR', null],
  ['ENOSPC', null],
]);

const addressOf = ({ address, port }: SystemError): string => `port ${String(port)} of ${String(address)}`;

const unknownName = ({ hostname }: SystemError): string =>
  `the name ${String(hostname)} is not known on this machine; set HOST to an address of it, such as 127.0.0.1 or 0.0.0.0`;

/** Returns one line for a system error at the start that the operator can fix; null for another error. */
export const startErrorMessage = (error: unknown): string | null => {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const messageOf = fixable.get(error.code);
  if (messageOf === undefined) return null;
  return messageOf === null ? error.message : messageOf(error);
};
