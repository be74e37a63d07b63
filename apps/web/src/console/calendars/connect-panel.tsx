import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { idempotencyHeader } from '../api/requests.js';
import type { ConnectedCalendar, NewCalendar } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Choice, focusFirstProblem, TextInput, useFocusOnError } from '../ui/fields.js';
import { Panel } from '../ui/panel.js';
import { type AccessField, calendarProblems } from './calendar-problems.js';

interface ConnectPanelProps {
  readonly hostId: string;
  readonly onConnected: (calendar: ConnectedCalendar) => void;
  readonly onClose: () => void;
}

type Way = NewCalendar['type'];

interface Draft {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly name: string;
}

const NEEDED: Readonly<Record<Way, readonly AccessField[]>> = { ics: ['url'], caldav: ['url', 'username', 'password'] };

const toNewCalendar = (type: Way, { url, username, password, name }: Draft, fallbackName: string): NewCalendar => {
  const named = name.trim() === '' ? { fallbackName } : { name: name.trim() };
  const address = addressOf(url);
  return type === 'ics' ? { type, url: address, ...named } : { type, url: address, username, password, ...named };
};

/** People copy the name of a server without its scheme. */
export const addressOf = (typed: string): string => {
  const text = typed.trim();
  return text === '' || /^[a-z][a-z+.-]*:/i.test(text) ? text : `https://${text}`;
};

/** Connects a calendar: by the address of a feed, or by server, user name and app password. */
export const ConnectPanel = ({ hostId, onConnected, onClose }: ConnectPanelProps) => {
  const texts = useTexts();
  const { calendars: t, common } = texts;
  const [way, setWay] = useState<Way>('ics');
  const [draft, setDraft] = useState<Draft>({ url: '', username: '', password: '', name: '' });
  const [wasSubmitted, setSubmitted] = useState(false);
  const [header, setHeader] = useState(idempotencyHeader);
  const connecting = useMutation({
    mutationFn: (body: NewCalendar) =>
      dataOf(api.POST('/v1/hosts/{id}/calendars', { body, params: { path: { id: hostId }, header } })),
    onSuccess: onConnected,
    // Another press is another attempt.
    onError: () => setHeader(idempotencyHeader()),
  });
  const needed = NEEDED[way];
  const refused = calendarProblems(connecting.error, [...needed, 'name'], texts);
  const problemOf = (field: AccessField): string | null =>
    refused.fields[field] ?? (wasSubmitted && draft[field].trim() === '' ? common.required : null);
  const form = useFocusOnError<HTMLFormElement>(connecting.error);
  const edit = (changes: Partial<Draft>): void => {
    connecting.reset();
    setDraft({ ...draft, ...changes });
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (connecting.isPending) return;
    setSubmitted(true);
    if (needed.some((field) => draft[field].trim() === '')) focusFirstProblem(event.currentTarget);
    else connecting.mutate(toNewCalendar(way, draft, t.unnamed));
  };
  const hasEdits = Object.values({ ...draft }).some((typed) => typed.trim() !== '');
  return (
    <Panel title={t.connectTitle} hasEdits={hasEdits} onClose={onClose}>
      <form className="fields" ref={form} onSubmit={submit} noValidate>
        <Choice
          label={t.how}
          hint={t.howHints[way]}
          value={way}
          options={[
            { value: 'ics', label: t.hows.ics },
            { value: 'caldav', label: t.hows.caldav },
          ]}
          onChange={(chosen) => {
            connecting.reset();
            setSubmitted(false);
            setWay(chosen);
          }}
        />
        <TextInput
          label={way === 'ics' ? t.address : t.server}
          hint={way === 'ics' ? t.addressHint : t.serverHint}
          value={draft.url}
          isRequired
          maxLength={2000}
          error={problemOf('url')}
          onChange={(url) => edit({ url })}
        />
        {way === 'caldav' && (
          <>
            <TextInput
              label={t.username}
              value={draft.username}
              isRequired
              maxLength={320}
              error={problemOf('username')}
              onChange={(username) => edit({ username })}
            />
            <TextInput
              label={t.password}
              hint={t.passwordHint}
              type="password"
              autoComplete="new-password"
              value={draft.password}
              isRequired
              maxLength={1000}
              error={problemOf('password')}
              onChange={(password) => edit({ password })}
            />
          </>
        )}
        <TextInput
          label={common.optional(t.name)}
          {...(way === 'ics' ? { hint: t.nameHint } : {})}
          value={draft.name}
          maxLength={100}
          error={refused.fields.name ?? null}
          onChange={(name) => edit({ name })}
        />
        {refused.other !== null && (
          <p role="alert" className="notice">
            {refused.other}
          </p>
        )}
        <div>
          <ActionButton type="submit" look="primary" isBusy={connecting.isPending}>
            {connecting.isPending ? t.connecting : t.connectNow}
          </ActionButton>
        </div>
      </form>
      <Providers way={way} />
    </Panel>
  );
};

/** Where each common provider shows what the form asks for. */
const Providers = ({ way }: { readonly way: Way }) => {
  const { calendars: t } = useTexts();
  return (
    <section className="providers">
      <h3>{t.where[way]}</h3>
      <dl>
        {t.providers[way].map(([provider, place]) => (
          <div key={provider}>
            <dt>{provider}</dt>
            <dd>{place}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
