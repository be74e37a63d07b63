import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { refetchLinks } from '../api/changes.js';
import { useLiveLink } from '../api/queries.js';
import type { Link } from '../api/shapes.js';
import { errorText, useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { ConfirmDialog } from '../ui/panel.js';

/** Says that a link stays active although its switch was turned off, and offers to revoke it. */
export const LeftLink = ({ link }: { readonly link: Link }) => {
  const texts = useTexts();
  const { share, links: t } = texts;
  const queries = useQueryClient();
  const { status } = useLiveLink(link);
  const [isAsking, setAsking] = useState(false);
  const revoking = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/links/{id}/revoke', { body: {}, params: { path: { id: link.id } } })),
    onSuccess: () => setAsking(false),
    onSettled: () => refetchLinks(queries, [link.id]),
  });
  const isActive = status === 'active' && !revoking.isSuccess;
  return (
    <section className="made-link left-link">
      <p role="status">{isActive ? share.staysActive : revoking.isSuccess ? share.isRevoked : share.ended}</p>
      {isActive && (
        <>
          {link.url !== undefined && <p className="quiet">{link.url}</p>}
          <ActionButton look="secondary quiet-danger" onPress={() => setAsking(true)}>
            {share.revokeLeft}
          </ActionButton>
        </>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t.revokeTitle(1)}
          warning={t.revokeWarning(1)}
          yes={t.revoke}
          isBusy={revoking.isPending}
          problem={revoking.isError ? errorText(revoking.error, texts) : null}
          onYes={() => revoking.mutate()}
          onNo={() => setAsking(false)}
        />
      )}
    </section>
  );
};
