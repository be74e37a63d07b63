import type { Logger } from 'pino';

/** Takes the reports of a server's loss and return. */
export interface OutageLog {
  readonly onLost: (message: string) => void;
  readonly onBack: (message: string) => void;
}

export const outageLog = (logger: Pick<Logger, 'error' | 'info'>): OutageLog => ({
  onLost: (message) => logger.error(message),
  onBack: (message) => logger.info(message),
});
