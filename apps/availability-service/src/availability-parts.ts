import { AvailabilityModule } from '@bookonce/availability/availability.module';
import { availabilityProjector } from '@bookonce/availability/views/availability-projector';
import type { ServiceParts } from '@bookonce/hosting/service-parts';
import { accessProjector } from '@bookonce/workspace/views/access-projector';
import { workspaceProjector } from '@bookonce/workspace/views/workspace-projector';
import { WorkspaceModule } from '@bookonce/workspace/workspace.module';

/** What hosts set up: their calendars and meeting types, and the workspace with its API keys and sessions. */
export const availabilityParts: ServiceParts = {
  name: 'availability',
  modules: [AvailabilityModule, WorkspaceModule],
  categories: ['calendar', 'meetingType', 'workspace', 'session'],
  projectors: [availabilityProjector, workspaceProjector, accessProjector],
  timers: () => [],
};
