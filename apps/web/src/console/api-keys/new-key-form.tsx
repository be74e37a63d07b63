import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { idempotencyHeader } from '../api/requests.js';
import { keys } from '../api/queries.js';
import type { CreatedApiKey } from '../api/shapes.js';
import { useTexts, errorText } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { TextInput } from '../ui/fields.js';

export const NewKeyForm = ({ onCreated }: { readonly onCreated: (created: CreatedApiKey) => void }) => {
  const texts = useTexts();
  const { apiKeys: t, common } = texts;
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [wasSubmitted, setSubmitted] = useState(false);
  const [idempotency, setIdempotency] = useState(idempotencyHeader);
  const creating = useMutation({
    mutationFn: (keyName: string) =>
      dataOf(api.POST('/v1/api-keys', { body: { name: keyName }, params: { header: idempotency } })),
    onSuccess: async (created) => {
      onCreated(created);
      setName('');
      setSubmitted(false);
      setIdempotency(idempotencyHeader());
      await queries.invalidateQueries({ queryKey: keys.apiKeys });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSubmitted(true);
    if (name.trim() !== '' && !creating.isPending) creating.mutate(name.trim());
  };
  return (
    <form className="card form" onSubmit={submit} noValidate>
      <TextInput
        label={t.name}
        hint={t.nameHint}
        value={name}
        isRequired
        maxLength={100}
        error={wasSubmitted && name.trim() === '' ? common.required : null}
        onChange={(changed) => {
          setName(changed);
          // A different name is a different request.
          if (creating.isError) setIdempotency(idempotencyHeader());
        }}
      />
      {creating.isError && (
        <p role="alert" className="notice">
          {errorText(creating.error, texts)}
        </p>
      )}
      <div>
        <ActionButton type="submit" look="primary" isBusy={creating.isPending}>
          {creating.isPending ? t.creating : t.create}
        </ActionButton>
      </div>
    </form>
  );
};
