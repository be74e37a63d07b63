import { useQuery } from '@tanstack/react-query';
import { ToggleButton } from 'react-aria-components';
import { api, dataOf } from '../../api/client.js';
import { useLanguage } from '../../messages/language.js';
import { timeFormatIn } from '../../shared/time-format.js';
import { keys } from '../api/queries.js';
import type { MeetingType } from '../api/shapes.js';
import { errorText, useTexts } from '../texts/texts.js';
import { typedDay } from './typed-start.js';

interface DayStartsProps {
  readonly type: Pick<MeetingType, 'id'>;
  readonly timeZone: string;
  /** As it was typed, `2026-03-03`. */
  readonly date: string;
  /** The start that is explained. */
  readonly asked: string | null;
  readonly onAsk: (start: string) => void;
}

/** The starts of a day, struck out unless they are offered. Pressing one explains it. */
export const DayStarts = ({ type, timeZone, date, asked, onAsk }: DayStartsProps) => {
  const texts = useTexts();
  const { why: t } = texts;
  const { locale } = useLanguage();
  const day = typedDay(date, timeZone);
  const judged = useQuery({
    queryKey: [...keys.why, 'starts', type.id, day],
    queryFn: () =>
      dataOf(
        api.GET('/v1/meeting-types/{id}/starts', {
          params: { path: { id: type.id }, query: day ?? { from: '', to: '' } },
        }),
      ),
    enabled: day !== null,
    staleTime: 0,
    retry: false,
  });
  if (day === null) return null;
  if (judged.isError) return <p className="wrong">{errorText(judged.error, texts)}</p>;
  if (judged.data === undefined) return null;
  const { starts } = judged.data;
  if (starts.length === 0) return <p className="quiet">{t.noStarts}</p>;
  const format = timeFormatIn(timeZone, locale);
  return (
    <ul className="day-starts" aria-label={t.starts}>
      {starts.map(({ start, offered }) => (
        <li key={start}>
          <ToggleButton
            className={offered ? 'start' : 'start missing'}
            isSelected={start === asked}
            onChange={() => onAsk(start)}
            aria-label={offered ? format.time(start) : t.missing(format.time(start))}
            data-start={start}
          >
            {format.time(start)}
          </ToggleButton>
        </li>
      ))}
    </ul>
  );
};
