import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import { StoreUnavailableError, UnknownEventError } from '@bookonce/kernel/ports/event-store';
import { InvalidCursorError, ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import { invalid, problem, unavailable, type Answer } from './answer.js';
import { RequestRefused } from './request-body.js';

/** Returns the answer to an exception. It never holds the message, which may contain SQL, a path or a token. */
export const answerToFault = (fault: unknown): Answer => {
  if (fault instanceof RequestRefused) return fault.answer;
  // Another process may be of the release that knows the event.
  if (isLostServer(fault) || fault instanceof UnknownEventError) return unavailable();
  if (fault instanceof InvalidCursorError)
    return invalid([{ path: 'cursor', message: 'must be a nextCursor of this list' }]);
  switch (codeOf(fault)) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem('body-too-large');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_TYPE':
    case 'FST_ERR_CTP_INVALID_TYPE':
      return problem('unsupported-media-type');
    default:
      return isCallersFault(fault) ? problem('malformed-request') : problem('internal-error');
  }
};

/** Returns the part of an exception that may be logged: its kind, without its message. */
export const nameOfFault = (fault: unknown): string => {
  const name = fault instanceof Error ? fault.name : typeof fault;
  const code = codeOf(fault);
  return code === null ? name : `${name} ${code}`;
};

export const isLostServer = (fault: unknown): boolean =>
  fault instanceof StoreUnavailableError ||
  fault instanceof BusUnavailableError ||
  fault instanceof ReadModelsUnavailableError;

const codeOf = (fault: unknown): string | null => {
  if (typeof fault !== 'object' || fault === null || !('code' in fault)) return null;
  return typeof fault.code === 'string' ? fault.code : null;
};

/** Fastify's own refusals carry a status of 4xx. */
const isCallersFault = (fault: unknown): boolean =>
  typeof fault === 'object' &&
  fault !== null &&
  'statusCode' in fault &&
  typeof fault.statusCode === 'number' &&
  fault.statusCode >= 400 &&
  fault.statusCode < 500;
