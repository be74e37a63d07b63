import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { changedFields } from '../api/requests.js';
import type { CalendarChange, ConnectedCalendar } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Choice, focusFirstProblem, TextInput, useFocusOnError } from '../ui/fields.js';
import { Panel } from '../ui/panel.js';
import { TickBox } from '../ui/tick-box.js';
import { differ } from '../ui/unsaved.js';
import { type AccessField, type CalendarField, calendarProblems } from './calendar-problems.js';
import { addressOf } from './connect-panel.js';
import { Swatch } from './swatch.js';

interface SettingsPanelProps {
  readonly hostId: string;
  readonly calendar: ConnectedCalendar;
  readonly onSaved: (calendar: ConnectedCalendar) => void;
  readonly onClose: () => void;
}

interface Draft {
  readonly name: string;
  readonly readFrom: readonly string[];
  readonly writeTo: string | null;
  readonly allEventsBusy: boolean;
  readonly whenUnreachable: ConnectedCalendar['whenUnreachable'];
}

const draftOf = ({
  name,
  readFrom = [],
  writeTo = null,
  allEventsBusy,
  whenUnreachable,
}: ConnectedCalendar): Draft => ({
  name,
  readFrom,
  writeTo,
  allEventsBusy,
  whenUnreachable,
});

type Access = Readonly<Record<AccessField, string>>;

/** An empty field keeps what is stored. */
const filledIn = ({ url, username, password }: Access): Partial<Access> => ({
  ...(url.trim() === '' ? {} : { url: addressOf(url) }),
  ...(username === '' ? {} : { username }),
  ...(password === '' ? {} : { password }),
});

/** Returns the collections in the account's order, so that ticking one twice changes nothing. */
const toggled = (
  { collections = [] }: ConnectedCalendar,
  chosen: readonly string[],
  href: string,
): readonly string[] => {
  const isChosen = (one: string): boolean => (one === href ? !chosen.includes(href) : chosen.includes(one));
  return collections.map((collection) => collection.href).filter(isChosen);
};

/** Stands for no collection, in a list whose values are texts. */
const NOWHERE = '';

/** The collections that bookings can go to. The chosen one stays, even if its account may no longer write there. */
const targetsOf = ({ collections = [], writeTo }: ConnectedCalendar) =>
  collections.filter(({ href, isWritable }) => isWritable || href === writeTo);

/** Changes what counts of a connected calendar, and how it is reached. */
export const SettingsPanel = ({ hostId, calendar, onSaved, onClose }: SettingsPanelProps) => {
  const texts = useTexts();
  const { calendars: t, common } = texts;
  const [opened] = useState(() => draftOf(calendar));
  const [draft, setDraft] = useState(opened);
  const [access, setAccess] = useState<Access>({ url: '', username: '', password: '' });
  const [wasSubmitted, setSubmitted] = useState(false);
  const saving = useMutation({
    mutationFn: (body: CalendarChange) => {
      const params = { path: { id: hostId, calendarId: calendar.id } };
      return dataOf(api.PATCH('/v1/hosts/{id}/calendars/{calendarId}', { body, params }));
    },
    onSuccess: onSaved,
  });
  const form = useFocusOnError<HTMLFormElement>(saving.error);
  const isAccount = calendar.type === 'caldav';
  const ofAccount = ['username', 'password', 'readFrom', 'writeTo'] as const;
  const shown: readonly CalendarField[] = ['name', 'url', ...(isAccount ? ofAccount : [])];
  const refused = calendarProblems(saving.error, shown, texts);
  const isUnnamed = draft.name.trim() === '';
  const hasNone = isAccount && draft.readFrom.length === 0;
  const whichProblem = wasSubmitted && hasNone ? t.noneChosen : (refused.fields.readFrom ?? null);
  const edit = (changes: Partial<Draft>): void => {
    saving.reset();
    setDraft({ ...draft, ...changes });
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setSubmitted(true);
    if (saving.isPending) return;
    if (isUnnamed || hasNone) return focusFirstProblem(event.currentTarget);
    const { readFrom, writeTo, ...others } = { ...draft, name: draft.name.trim() };
    const after = isAccount ? { ...others, readFrom: [...readFrom], writeTo } : others;
    const body = {
      ...changedFields<CalendarChange>({ ...opened, readFrom: [...opened.readFrom] }, after),
      ...filledIn(access),
    };
    if (Object.keys(body).length === 0) onClose();
    else saving.mutate(body);
  };
  const editAccess = (field: AccessField, text: string): void => {
    saving.reset();
    setAccess({ ...access, [field]: text });
  };
  const hasEdits = differ(opened, draft) || Object.keys(filledIn(access)).length > 0;
  return (
    <Panel title={t.settingsNamed(calendar.name)} hasEdits={hasEdits} onClose={onClose}>
      <form className="fields" ref={form} onSubmit={submit} noValidate>
        {isAccount && (
          <div
            role="group"
            className="field"
            aria-labelledby="calendars-which"
            {...(whichProblem === null ? {} : { 'data-invalid': true })}
          >
            <span id="calendars-which">{t.which}</span>
            {(calendar.collections ?? []).map(({ href, name, color }) => (
              <TickBox
                key={href}
                label={
                  <>
                    <Swatch color={color} /> {name}
                  </>
                }
                isSelected={draft.readFrom.includes(href)}
                onChange={() => edit({ readFrom: toggled(calendar, draft.readFrom, href) })}
              />
            ))}
            {whichProblem !== null && (
              <p role="alert" className="wrong">
                {whichProblem}
              </p>
            )}
          </div>
        )}
        {isAccount && targetsOf(calendar).length > 0 && (
          <Choice
            label={t.writeTo}
            hint={t.writeToHint}
            value={draft.writeTo ?? NOWHERE}
            options={[
              { value: NOWHERE, label: t.writeNowhere },
              ...targetsOf(calendar).map(({ href, name }) => ({ value: href, label: name })),
            ]}
            error={refused.fields.writeTo ?? null}
            onChange={(href) => edit({ writeTo: href === NOWHERE ? null : href })}
          />
        )}
        <TickBox
          label={t.allBusyLabel}
          hint={t.allBusyHint}
          isSelected={draft.allEventsBusy}
          onChange={(allEventsBusy) => edit({ allEventsBusy })}
        />
        <Choice
          label={t.whenUnreachable}
          hint={t.unreachableHints[draft.whenUnreachable]}
          value={draft.whenUnreachable}
          options={[
            { value: 'lastKnown', label: t.unreachableChoices.lastKnown },
            { value: 'refuse', label: t.unreachableChoices.refuse },
          ]}
          onChange={(whenUnreachable) => edit({ whenUnreachable })}
        />
        <TextInput
          label={t.name}
          value={draft.name}
          isRequired
          maxLength={100}
          error={wasSubmitted && isUnnamed ? common.required : (refused.fields.name ?? null)}
          onChange={(name) => edit({ name })}
        />
        <fieldset className="fields">
          <legend>{t.access}</legend>
          <p className="quiet hint">{t.accessHint}</p>
          <TextInput
            label={isAccount ? t.server : t.address}
            value={access.url}
            maxLength={2000}
            error={refused.fields.url ?? null}
            onChange={(url) => editAccess('url', url)}
          />
          {isAccount && (
            <>
              <TextInput
                label={t.username}
                value={access.username}
                maxLength={320}
                error={refused.fields.username ?? null}
                onChange={(username) => editAccess('username', username)}
              />
              <TextInput
                label={t.password}
                type="password"
                autoComplete="new-password"
                value={access.password}
                maxLength={1000}
                error={refused.fields.password ?? null}
                onChange={(password) => editAccess('password', password)}
              />
            </>
          )}
        </fieldset>
        {refused.other !== null && (
          <p role="alert" className="notice">
            {refused.other}
          </p>
        )}
        <div>
          <ActionButton type="submit" look="primary" isBusy={saving.isPending}>
            {saving.isPending ? common.saving : common.save}
          </ActionButton>
        </div>
      </form>
    </Panel>
  );
};
