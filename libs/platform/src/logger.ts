import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { describeError } from './describe-error.js';
import { pathRemover } from './without-paths.js';

/** Field names that could hold a secret logged by mistake. */
const SECRET_FIELDS = ['token', 'apiKey', 'authorization', 'secret', 'password', 'manageUrl', 'url', 'sealedToken'];

/** 1: standard output; 2: standard error, for commands that print results. */
export type LogTarget = 1 | 2;

/** Creates a logger of JSON lines. Secrets are removed at any depth, and no line holds a stack or the path of a file. */
export const createLogger = (level: string, service = 'bookonce', target: LogTarget = 1): Logger =>
  pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[secret]' },
      serializers: { err: (error: unknown) => describeError(error) },
      hooks: { streamWrite: pathRemover() },
    },
    pino.destination(target),
  );

/** Routes Nest's messages to the logger. Start-up messages are logged at debug level. */
export const nestLogger = (logger: Logger): LoggerService => ({
  log: (message: unknown, context?: unknown) => logger.debug({ context }, String(message)),
  debug: (message: unknown, context?: unknown) => logger.debug({ context }, String(message)),
  verbose: (message: unknown, context?: unknown) => logger.trace({ context }, String(message)),
  warn: (message: unknown, context?: unknown) => logger.warn({ context }, String(message)),
  error: (message: unknown, ...rest: unknown[]) => logger.error({ context: rest.at(-1) }, String(message)),
  fatal: (message: unknown, ...rest: unknown[]) => logger.fatal({ context: rest.at(-1) }, String(message)),
});
