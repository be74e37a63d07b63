import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { keys } from '../api/queries.js';
import { useTexts } from '../texts/texts.js';
import { useLanguage } from '../../messages/language.js';
import { momentsIn } from '../../shared/moments.js';

type PreviewQuestion = components['schemas']['SlotPreview'];

const SHOWN_A_DAY = 8;
const DAYS = 7;

interface SlotPreviewProps {
  /** Null while what is typed makes no sense yet. */
  readonly question: PreviewQuestion | null;
  readonly timeZone: string;
}

/** The coming week as an attendee would see it if what is typed were saved. */
export const SlotPreview = ({ question, timeZone }: SlotPreviewProps) => {
  const { preview } = useTexts();
  const { locale } = useLanguage();
  const asked = useDebounced(question);
  const slots = useQuery({
    queryKey: [...keys.preview, asked],
    queryFn: async () => (asked === null ? [] : (await dataOf(api.POST('/v1/slot-previews', { body: asked }))).slots),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const moments = momentsIn(timeZone, locale);
  // As long as nobody has looked, nothing is said of a day: not that it has no free times either.
  const starts = slots.data?.map(({ start }) => start);
  const days = starts === undefined ? [] : daysFrom(new Date(), timeZone, starts);
  const weekday = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  const isWrong = question === null || slots.isError;
  return (
    <aside className="card preview" aria-label={preview.title}>
      <h2>{preview.title}</h2>
      <p className="quiet">{isWrong ? preview.wrong : preview.lead(timeZone.replaceAll('_', ' '))}</p>
      <ol className="preview-days" aria-busy={slots.isFetching}>
        {days.map(({ key, starts }) => (
          <li key={key}>
            <h3>{weekday.format(new Date(`${key}T00:00:00Z`))}</h3>
            {starts.length === 0 && <p className="quiet">{preview.none}</p>}
            <ul>
              {starts.slice(0, SHOWN_A_DAY).map((start) => (
                <li key={start}>{moments.time(start)}</li>
              ))}
              {starts.length > SHOWN_A_DAY && <li className="quiet">{preview.more(starts.length - SHOWN_A_DAY)}</li>}
            </ul>
          </li>
        ))}
      </ol>
    </aside>
  );
};

/** The days of a week from now on, each with the slots that start on it. */
const daysFrom = (now: Date, timeZone: string, starts: readonly string[]) => {
  const { dateKey } = momentsIn(timeZone, 'en');
  const today = Date.parse(`${dateKey(now.toISOString())}T00:00:00Z`);
  return Array.from({ length: DAYS }, (_, day) => {
    const key = new Date(today + day * 86_400_000).toISOString().slice(0, 10);
    return { key, starts: starts.filter((start) => dateKey(start) === key) };
  });
};

const PAUSE_MS = 300;

/** A value as soon as it has not changed for a moment: nobody asks the service about every letter that is typed. */
const useDebounced = <Value,>(value: Value): Value => {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as Value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
};
