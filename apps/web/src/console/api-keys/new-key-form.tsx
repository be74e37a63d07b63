import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { onceHeader } from '../api/requests.js';
import { keys } from '../api/queries.js';
import type { CreatedApiKey } from '../api/shapes.js';
import { useTexts, wordsFor } from '../texts/texts.js';
import { Action } from '../ui/buttons.js';
import { TextLine } from '../ui/fields.js';

export const NewKeyForm = ({ onMade }: { readonly onMade: (made: CreatedApiKey) => void }) => {
  const texts = useTexts();
  const { apiKeys: t, common } = texts;
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [wasAsked, setAsked] = useState(false);
  const [once, setOnce] = useState(onceHeader);
  const making = useMutation({
    mutationFn: (wanted: string) =>
      dataOf(api.POST('/v1/api-keys', { body: { name: wanted }, params: { header: once } })),
    onSuccess: async (made) => {
      onMade(made);
      setName('');
      setAsked(false);
      setOnce(onceHeader());
      await queries.invalidateQueries({ queryKey: keys.apiKeys });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (name.trim() !== '' && !making.isPending) making.mutate(name.trim());
  };
  return (
    <form className="card form" onSubmit={submit} noValidate>
      <TextLine
        label={t.name}
        hint={t.nameHint}
        value={name}
        isRequired
        maxLength={100}
        error={wasAsked && name.trim() === '' ? common.required : null}
        onChange={(changed) => {
          setName(changed);
          // Another name is another key.
          if (making.isError) setOnce(onceHeader());
        }}
      />
      {making.isError && (
        <p role="alert" className="notice">
          {wordsFor(making.error, texts)}
        </p>
      )}
      <div>
        <Action type="submit" look="primary" isBusy={making.isPending}>
          {making.isPending ? t.creating : t.create}
        </Action>
      </div>
    </form>
  );
};
