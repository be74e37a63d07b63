import type { MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import type { GatewayOptions } from '../gateway-options.js';
import { shareTexts, type ShareTexts } from './share-texts.js';

export interface LinkForm extends Omit<LinkDocument, 'workspaceId' | 'sealedToken' | 'endedAt' | 'history'> {
  readonly url: string;
  readonly consumedAt?: string;
  readonly shareTexts: ShareTexts;
}

/** A link as its host sees it: with the token opened, so that it can be copied again. */
export const linkForm = (
  { workspaceId: _workspaceId, history: _history, sealedToken, endedAt, ...link }: LinkDocument,
  meetingType: Pick<MeetingTypeDocument, 'name'> | null,
  { vault, baseUrl }: Pick<GatewayOptions, 'vault' | 'baseUrl'>,
): LinkForm => {
  const url = `${baseUrl}/1t/${vault.open(link.id, sealedToken)}`;
  const texts = { url, meetingName: meetingType?.name ?? 'our meeting', expiresAt: link.expiresAt };
  return {
    ...link,
    url,
    ...(link.status === 'consumed' && endedAt !== undefined ? { consumedAt: endedAt } : {}),
    shareTexts: shareTexts({ ...texts, recipientName: link.recipient?.name }),
  };
};
