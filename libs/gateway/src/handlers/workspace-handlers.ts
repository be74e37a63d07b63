import { changeBrand, type WorkspaceRefusal } from '@bookonce/contracts/commands/workspace';
import type { ConflictRefusal, InvalidRefusal } from '@bookonce/contracts/replies';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { unreachable } from '@bookonce/kernel/result';
import { isPossibleId } from '@bookonce/kernel/stream-reader';
import { logos, workspaces, type WorkspaceDocument } from '@bookonce/workspace/views/workspace-documents';
import { changeWorkspace, getLogo, getWorkspace } from '../api/workspace-api.js';
import { binary, invalid, json, notFound, type Answer } from '../http/answer.js';
import { type Endpoint, publicEndpoint, workspaceEndpoint } from '../http/endpoint.js';
import { consistencyOf } from '../http/views.js';
import { apiContext, type Commands, tryAgain } from './commands.js';

export interface WorkspaceDeps {
  readonly readModels: ReadModels;
  readonly commands: Commands;
}

/** The address of a logo changes with its picture. Opened by itself, it is a picture and nothing else. */
const LOGO_HEADERS = {
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "default-src 'none'",
  'x-robots-tag': 'noindex',
};

export const workspaceEndpoints = ({ readModels, commands }: WorkspaceDeps): readonly Endpoint[] => [
  workspaceEndpoint(getWorkspace, async ({ workspaceId }) => {
    const workspace = await readModels.get(workspaces, workspaceId);
    return workspace === null ? notFound() : json(200, workspaceForm(workspace));
  }),

  workspaceEndpoint(changeWorkspace, async ({ body, workspaceId, commandId, actor }) => {
    const context = apiContext({ commandId, workspaceId, actor }, workspaceId);
    const reply = await commands.run(changeWorkspace, changeBrand, body, context);
    if (!reply.ok) return refused(reply.error);
    const workspace = await readModels.get(workspaces, workspaceId);
    return workspace === null ? notFound() : json(200, workspaceForm(workspace), consistencyOf(reply.value.position));
  }),

  publicEndpoint(getLogo, async ({ params: { logoId } }) => {
    const logo = isPossibleId(logoId) ? await readModels.get(logos, logoId) : null;
    return logo === null ? notFound() : binary(200, logo.mediaType, Buffer.from(logo.data, 'base64'), LOGO_HEADERS);
  }),
];

const refused = (refusal: WorkspaceRefusal | InvalidRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'invalid':
      return invalid(refusal.errors);
    case 'workspaceUnknown':
      return notFound();
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};

const workspaceForm = ({ name, color, logo }: WorkspaceDocument) => ({
  name,
  color: color ?? null,
  logo: logo === undefined ? null : { url: logoUrl(logo.logoId), width: logo.width, height: logo.height },
});

export const logoUrl = (logoId: string): string => `/brand/${logoId}`;
