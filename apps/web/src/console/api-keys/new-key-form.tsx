import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { idempotencyHeader } from '../api/requests.js';
import { keys } from '../api/queries.js';
import type { CreatedApiKey } from '../api/shapes.js';
import { useTexts, errorText } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { focusFirstProblem, TextInput, useFocusOnError } from '../ui/fields.js';
import { refusedField } from '../ui/refused-fields.js';
import { useUnsaved } from '../ui/unsaved.js';
import { useProblemText } from '../ui/use-problem-text.js';

export const NewKeyForm = ({ onCreated }: { readonly onCreated: (created: CreatedApiKey) => void }) => {
  const texts = useTexts();
  const { apiKeys: t, common } = texts;
  const queries = useQueryClient();
  const problemText = useProblemText();
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
  useUnsaved(name.trim() !== '');
  const form = useFocusOnError<HTMLFormElement>(creating.error);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setSubmitted(true);
    if (name.trim() === '') focusFirstProblem(event.currentTarget);
    else if (!creating.isPending) creating.mutate(name.trim());
  };
  return (
    <form ref={form} className="card form" onSubmit={submit} noValidate>
      <TextInput
        label={t.name}
        hint={t.nameHint}
        value={name}
        isRequired
        maxLength={100}
        error={wasSubmitted && name.trim() === '' ? common.required : problemText(refusedField(creating.error))}
        onChange={(changed) => {
          setName(changed);
          // A different name is a different request.
          if (creating.isError) setIdempotency(idempotencyHeader());
          creating.reset();
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
