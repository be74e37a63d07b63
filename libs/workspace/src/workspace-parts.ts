import type { ServiceParts } from '@bookonce/platform/service-parts';
import { workspaceProjector } from './views/workspace-projector.js';
import { WorkspaceModule } from './workspace.module.js';

/** Workspaces with their API keys and sessions. */
export const workspaceParts: ServiceParts = {
  name: 'workspace',
  modules: [WorkspaceModule],
  categories: ['workspace', 'session'],
  projectors: [workspaceProjector],
  timers: () => [],
};
