import { z } from 'zod';
import { defineOperation } from './operation.js';

export const changeSchema = z
  .object({ kind: z.enum(['link', 'booking', 'meetingType', 'host']), id: z.string() })
  .meta({ id: 'Change', examples: [{ kind: 'link', id: 'lnk_4fJq' }] });

const tag = 'Console';
const access = 'workspace';

export const streamChanges = defineOperation({
  id: 'streamChanges',
  method: 'GET',
  path: '/v1/changes',
  summary: 'Server-sent events of what changes in the workspace: `event: change`, its data a `Change` as JSON',
  tag,
  access,
  answers: { 200: { description: 'Events for as long as the connection stands', mediaType: 'text/event-stream' } },
  problems: ['too-many-requests'],
});
