import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, dataOf, doneOf } from '../../api/client.js';
import { hostCalendars, keys } from '../api/queries.js';
import type { ConnectedCalendar } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Loaded } from '../ui/page.js';
import { ConfirmDialog } from '../ui/panel.js';
import { CalendarCard } from './calendar-card.js';
import { calendarProblems } from './calendar-problems.js';
import { ConnectPanel } from './connect-panel.js';
import { SettingsPanel } from './settings-panel.js';

/** Reads that change nothing are not announced, but they make calendars younger. */
const REFETCH_MS = 60_000;

type Open =
  { readonly panel: 'connect' } | { readonly panel: 'settings' | 'disconnect'; readonly calendar: ConnectedCalendar };

interface Said {
  readonly text: string;
  readonly isGood: boolean;
}

/** The connected calendars of a host. Every change takes effect at once. */
export const CalendarsSection = ({ hostId }: { readonly hostId: string }) => {
  const texts = useTexts();
  const { calendars: t } = texts;
  const queries = useQueryClient();
  const queryKey = keys.hostCalendars(hostId);
  const list = useQuery({ queryKey, queryFn: () => hostCalendars(hostId), refetchInterval: REFETCH_MS });
  const [open, setOpen] = useState<Open | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const close = (): void => setOpen(null);
  const heading = useRef<HTMLHeadingElement>(null);
  /** Shows the calendar as it is now, and what became of it. */
  const show = (calendar: ConnectedCalendar, text: string): void => {
    queries.setQueryData<Awaited<ReturnType<typeof hostCalendars>>>(queryKey, (known) => {
      if (known === undefined) return known;
      const isKnown = known.items.some(({ id }) => id === calendar.id);
      const items = known.items.map((one) => (one.id === calendar.id ? calendar : one));
      return { ...known, items: isKnown ? items : [...items, calendar] };
    });
    void queries.invalidateQueries({ queryKey: keys.preview });
    setSaid({ text, isGood: calendar.state === 'ok' });
    close();
  };
  const reading = useMutation({
    mutationFn: ({ id }: ConnectedCalendar) => {
      const params = { path: { id: hostId, calendarId: id } };
      return dataOf(api.POST('/v1/hosts/{id}/calendars/{calendarId}/read', { body: {}, params }));
    },
    onSuccess: (read) => show(read, read.state === 'ok' ? t.readDone(read.name) : t.readFailed(read.name)),
    onError: (error) => setSaid({ text: calendarProblems(error, [], texts).other ?? '', isGood: false }),
  });
  return (
    <section className="card calendars" aria-labelledby="calendars">
      <h2 id="calendars" ref={heading} tabIndex={-1}>
        {t.title}
      </h2>
      <p className="quiet">
        {t.lead}
        {list.data !== undefined && ` ${t.horizon(list.data.horizonDays)}`}
      </p>
      <Loaded query={list} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t.none}</p>
          ) : (
            <ul className="calendar-list">
              {items.map((calendar) => (
                <CalendarCard
                  key={calendar.id}
                  calendar={calendar}
                  isReading={reading.isPending && reading.variables.id === calendar.id}
                  onRead={() => {
                    setSaid(null);
                    if (!reading.isPending) reading.mutate(calendar);
                  }}
                  onSettings={() => setOpen({ panel: 'settings', calendar })}
                  onDisconnect={() => setOpen({ panel: 'disconnect', calendar })}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      <p role="status" className={said === null ? 'visually-hidden' : said.isGood ? 'notice good' : 'notice'}>
        {said?.text}
      </p>
      <ActionButton onPress={() => setOpen({ panel: 'connect' })}>{t.connect}</ActionButton>
      {open?.panel === 'connect' && (
        <ConnectPanel
          hostId={hostId}
          onConnected={(calendar) => show(calendar, t.connected(calendar.name, calendar.busyCount))}
          onClose={close}
        />
      )}
      {open?.panel === 'settings' && (
        <SettingsPanel
          hostId={hostId}
          calendar={open.calendar}
          onSaved={(saved) => show(saved, saved.state === 'ok' ? t.saved(saved.name) : t.readFailed(saved.name))}
          onClose={close}
        />
      )}
      {open?.panel === 'disconnect' && (
        <DisconnectDialog
          hostId={hostId}
          calendar={open.calendar}
          onDone={() => {
            void queries.invalidateQueries({ queryKey });
            focusAfterDialog(heading.current);
            void queries.invalidateQueries({ queryKey: keys.preview });
            setSaid({ text: t.disconnected(open.calendar.name), isGood: true });
            close();
          }}
          onClose={close}
        />
      )}
    </section>
  );
};

/** The button that opened the dialog goes with the calendar, so the dialog cannot return the focus to it. */
const focusAfterDialog = (element: HTMLElement | null): void => {
  const look = (): void => {
    if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) requestAnimationFrame(look);
    // A dialog that is gone lets go of the focus in the next frame.
    else requestAnimationFrame(() => requestAnimationFrame(() => element?.focus()));
  };
  requestAnimationFrame(look);
};

interface DisconnectDialogProps {
  readonly hostId: string;
  readonly calendar: ConnectedCalendar;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Says what is forgotten, and what stays. */
const DisconnectDialog = ({ hostId, calendar, onDone, onClose }: DisconnectDialogProps) => {
  const texts = useTexts();
  const { calendars: t } = texts;
  const disconnecting = useMutation({
    mutationFn: () => {
      const params = { path: { id: hostId, calendarId: calendar.id } };
      return doneOf(api.DELETE('/v1/hosts/{id}/calendars/{calendarId}', { params }));
    },
    onSuccess: onDone,
  });
  return (
    <ConfirmDialog
      title={t.disconnectTitle(calendar.name)}
      warning={t.disconnectWarning}
      yes={t.disconnect}
      isBusy={disconnecting.isPending}
      problem={calendarProblems(disconnecting.error, [], texts).other}
      onYes={() => disconnecting.mutate()}
      onNo={onClose}
    />
  );
};
