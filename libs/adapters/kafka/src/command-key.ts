import type { CommandMessage } from '@bookonce/kernel/ports/bus';

/** The field of a command's payload that names its aggregate, by service; the first that is there. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  link: ['linkId'],
  availability: ['hostId', 'hostIds', 'meetingTypeId'],
  booking: ['bookingId'],
  workspace: ['sessionId', 'workspaceId'],
};

/**
 * What a command is partitioned by: its aggregate, so that commands for one meet one instance, which has its state
 * warm and no race to lose. Only a matter of speed: what two instances append to one stream, the store judges.
 */
export const commandKey = (pattern: string, { payload, context }: CommandMessage): string => {
  const [service = ''] = pattern.split('.');
  const fields = payload as Readonly<Record<string, unknown>> | null;
  for (const name of FIELDS[service] ?? []) {
    const value: unknown = fields?.[name];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string') return first;
  }
  return context.correlationId;
};
