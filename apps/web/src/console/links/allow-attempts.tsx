import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, dataOf } from '../../api/client.js';
import { refetchLinks, updateCachedLinks } from '../api/changes.js';
import { idempotencyHeader } from '../api/requests.js';
import type { Link } from '../api/shapes.js';
import { errorText, useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';

/** Says that the link takes no more booking attempts, and lets the host allow more; nothing while it does take them. */
export const AllowAttempts = ({ link: { id, status, attempts } }: { readonly link: Link }) => {
  const texts = useTexts();
  const { links: t } = texts;
  const queries = useQueryClient();
  // A key for each grant: a repeated press allows no more, and the next time more is allowed again.
  const { header } = useMemo(
    () => ({ of: [id, attempts.allowed], header: idempotencyHeader() }),
    [id, attempts.allowed],
  );
  const allowing = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/links/{id}/allow-attempts', { body: {}, params: { path: { id }, header } })),
    onSuccess: (link) => updateCachedLinks(queries, [link]),
    onSettled: () => refetchLinks(queries, [id]),
  });
  if (status !== 'active' || attempts.stored < attempts.allowed) return null;
  return (
    <section className="notice" role="status">
      <p>{t.attemptsUsedUp(attempts.stored)}</p>
      {allowing.isError && <p role="alert">{errorText(allowing.error, texts)}</p>}
      <ActionButton isBusy={allowing.isPending} onPress={() => allowing.mutate()}>
        {t.allowAttempts}
      </ActionButton>
    </section>
  );
};
