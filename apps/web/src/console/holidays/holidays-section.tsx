import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { keys } from '../api/queries.js';
import type { HolidaySettings, HostHolidays } from '../api/shapes.js';
import { errorText, useTexts } from '../texts/texts.js';
import { Loaded } from '../ui/page.js';
import { HolidayDays } from './holiday-days.js';
import { PlaceForm } from './place-form.js';

type Day = HostHolidays['days'][number];

interface HolidayChange {
  readonly settings: HolidaySettings;
  /** Says what became of it. */
  readonly done: (saved: HostHolidays) => string;
}

/** The language in which the service knows most names of holidays. */
const languageOfPage = (): 'en' | 'de' => (document.documentElement.lang === 'de' ? 'de' : 'en');

const query = () => ({ language: languageOfPage() });

const holidaysOf = (id: string) =>
  dataOf(api.GET('/v1/hosts/{id}/holidays', { params: { path: { id }, query: query() } }));

/** Switches one day off or on. */
const withDay = (holidays: HostHolidays, { date }: Day, isOff: boolean): HostHolidays => ({
  ...holidays,
  off: isOff ? [...holidays.off, date] : holidays.off.filter((one) => one !== date),
  days: holidays.days.map((day) => (day.date === date ? { ...day, isOff } : day)),
});

const settingsOf = ({ country, region, off }: HostHolidays): HolidaySettings => ({
  country,
  off,
  ...(region === undefined ? {} : { region }),
});

/** The public holidays of a host. A place is saved by its button; a day as soon as it is ticked. */
export const HolidaysSection = ({ hostId }: { readonly hostId: string }) => {
  const texts = useTexts();
  const { holidays: t } = texts;
  const queries = useQueryClient();
  const queryKey = keys.hostHolidays(hostId);
  const shown = useQuery({ queryKey, queryFn: () => holidaysOf(hostId) });
  const countries = useQuery({
    queryKey: keys.holidayCountries,
    queryFn: async () => (await dataOf(api.GET('/v1/holiday-countries', { params: { query: query() } }))).items,
    staleTime: Infinity,
  });
  const [said, setSaid] = useState<string | null>(null);
  /** Shown until all changes are saved, so that each change has those before it. */
  const [intended, setIntended] = useState<HostHolidays | null>(null);
  const scope = { id: `holidays-${hostId}` };
  const isLast = (): boolean =>
    queries.isMutating({ predicate: ({ options }) => options.scope?.id === scope.id }) === 1;
  const saving = useMutation({
    scope,
    mutationFn: ({ settings }: HolidayChange) => {
      const params = { path: { id: hostId }, query: query() };
      return dataOf(api.PUT('/v1/hosts/{id}/holidays', { body: settings, params }));
    },
    onSuccess: (saved, { done }) => {
      queries.setQueryData<HostHolidays>(queryKey, saved);
      if (isLast()) setIntended(null);
      setSaid(done(saved));
      void queries.invalidateQueries({ queryKey: keys.preview });
      void queries.invalidateQueries({ queryKey: keys.why });
    },
    onError: () => {
      setSaid(null);
      setIntended(null);
      void queries.invalidateQueries({ queryKey });
    },
  });
  const choosePlace = (settings: HolidaySettings): void =>
    saving.mutate({
      settings,
      done: ({ country, days }) => (country === null ? t.ended : t.saved(days.filter(({ isOff }) => !isOff).length)),
    });
  const switchDay = (known: HostHolidays, day: Day, name: string, isOff: boolean): void => {
    const changed = withDay(known, day, isOff);
    setIntended(changed);
    saving.mutate({ settings: settingsOf(changed), done: () => (isOff ? t.works(name) : t.counts(name)) });
  };
  return (
    <section className="card holidays" aria-labelledby="holidays">
      <h2 id="holidays">{t.title}</h2>
      <p className="quiet">{t.lead}</p>
      <Loaded query={shown} rows={2}>
        {(stored) => (
          <Loaded query={countries} rows={1}>
            {(known) => (
              <>
                <PlaceForm
                  key={`${stored.country ?? ''} ${stored.region ?? ''}`}
                  countries={known}
                  holidays={intended ?? stored}
                  isBusy={saving.isPending}
                  error={saving.error}
                  onSave={choosePlace}
                />
                <HolidayDays
                  holidays={intended ?? stored}
                  onSwitch={(day, name, isOff) => switchDay(intended ?? stored, day, name, isOff)}
                />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
      <p role="status" className={said === null ? 'visually-hidden' : 'notice good'}>
        {said}
      </p>
      {saving.isError && (
        <p role="alert" className="notice">
          {errorText(saving.error, texts)}
        </p>
      )}
      <p className="quiet hint">
        <a href="https://github.com/commenthol/date-holidays" target="_blank" rel="noreferrer">
          {t.source}
        </a>
      </p>
    </section>
  );
};
