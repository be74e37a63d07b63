import { zoneName } from '@bookonce/kernel/time-zones/zone-name';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { keys } from '../api/queries.js';
import { useTexts } from '../texts/texts.js';
import { useLanguage } from '../../messages/language.js';
import { timeFormatIn } from '../../shared/time-format.js';
import { everySlot } from '../../slots/slot-pages.js';
import { useServiceNow } from '../../shared/service-time.js';

type PreviewQuestion = components['schemas']['SlotPreview'];

const SHOWN_A_DAY = 8;
export const PREVIEW_DAYS = 7;
const DAY_MS = 86_400_000;

interface SlotPreviewProps {
  /** Null while the form is invalid: then no times are shown. */
  readonly question: PreviewQuestion | null;
  /** Why no times are shown; by default, that the form is invalid. */
  readonly whyNone?: string | undefined;
  readonly timeZone: string;
  /** Sentences above the days. */
  readonly notes?: readonly string[];
  /** Shown below the days. */
  readonly children?: ReactNode;
}

/** Previews the coming week as attendees would see it after saving. */
export const SlotPreview = ({ question, whyNone, timeZone, notes = [], children }: SlotPreviewProps) => {
  const { preview } = useTexts();
  const { locale } = useLanguage();
  const asked = useDebounced(question);
  const serviceNow = useServiceNow();
  const slots = useQuery({
    queryKey: [...keys.preview, asked],
    queryFn: () => {
      if (asked === null) return [];
      const from = serviceNow();
      const week = { from: from.toISOString(), to: new Date(from.getTime() + PREVIEW_DAYS * DAY_MS).toISOString() };
      return everySlot((window) => dataOf(api.POST('/v1/slot-previews', { body: { ...asked, ...window } })), week);
    },
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const format = timeFormatIn(timeZone, locale);
  // Show no day before the first answer, not even "no free times".
  const starts = slots.data?.map(({ start }) => start);
  // Times of earlier settings would pass for those of the form.
  const text = question === null ? (whyNone ?? preview.incomplete) : slots.isError ? preview.failed : null;
  const days = starts === undefined || text !== null ? [] : daysFrom(serviceNow(), timeZone, starts);
  const weekday = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  return (
    <aside className="card preview" aria-label={preview.title}>
      <h2>{preview.title}</h2>
      <p className="quiet">{text ?? preview.lead(zoneName(timeZone))}</p>
      {text === null && notes.map((note) => <p key={note}>{note}</p>)}
      <ol className="preview-days" aria-busy={slots.isFetching}>
        {days.map(({ key, starts }) => (
          <li key={key}>
            <h3>{weekday.format(new Date(`${key}T00:00:00Z`))}</h3>
            {starts.length === 0 && <p className="quiet">{preview.none}</p>}
            <ul>
              {starts.slice(0, SHOWN_A_DAY).map((start) => (
                <li key={start}>{format.time(start)}</li>
              ))}
              {starts.length > SHOWN_A_DAY && <li className="quiet">{preview.more(starts.length - SHOWN_A_DAY)}</li>}
            </ul>
          </li>
        ))}
      </ol>
      {children}
    </aside>
  );
};

/** Groups the slots by the next seven days. */
const daysFrom = (now: Date, timeZone: string, starts: readonly string[]) => {
  const { dateKey } = timeFormatIn(timeZone, 'en');
  const today = Date.parse(`${dateKey(now.toISOString())}T00:00:00Z`);
  return Array.from({ length: PREVIEW_DAYS }, (_, day) => {
    const key = new Date(today + day * DAY_MS).toISOString().slice(0, 10);
    return { key, starts: starts.filter((start) => dateKey(start) === key) };
  });
};

const PAUSE_MS = 300;

/** Returns the value once it has not changed for a moment, so that typing does not send a request per letter. */
const useDebounced = <Value,>(value: Value): Value => {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as Value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
};
