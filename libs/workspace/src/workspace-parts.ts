import type { ServiceParts } from '@bookonce/platform/service-parts';
import { workspaceProjector } from './views/workspace-projector.js';
import { WorkspaceModule, type WorkspaceSecrets } from './workspace.module.js';

/** Workspaces with their API keys and sessions. */
export const workspaceParts = (secrets: WorkspaceSecrets): ServiceParts => ({
  name: 'workspace',
  modules: [WorkspaceModule.forRoot(secrets)],
  categories: ['workspace', 'session'],
  projectors: [workspaceProjector],
  timers: () => [],
});
