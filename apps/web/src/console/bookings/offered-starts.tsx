import { useQuery } from '@tanstack/react-query';
import { ToggleButton } from 'react-aria-components';
import { api, dataOf } from '../../api/client.js';
import { useLanguage } from '../../messages/language.js';
import { useServiceNow } from '../../shared/service-time.js';
import { timeFormatIn } from '../../shared/time-format.js';
import { everySlot } from '../../slots/slot-pages.js';
import { keys } from '../api/queries.js';
import { typedDay } from '../preview/typed-start.js';
import { useTexts } from '../texts/texts.js';
import { timeOfDay } from './time-of-day.js';

interface OfferedStartsProps {
  readonly bookingId: string;
  readonly timeZone: string;
  /** As it was typed, `2026-03-03`. */
  readonly date: string;
  /** As it was typed, `09:30`. */
  readonly chosen: string;
  readonly onChoose: (time: string) => void;
}

/** Suggests the times of a day within the usual hours to which the booking can be moved. */
export const OfferedStarts = ({ bookingId, timeZone, date, chosen, onChoose }: OfferedStartsProps) => {
  const { bookings: t } = useTexts();
  const { locale } = useLanguage();
  const serviceNow = useServiceNow();
  const day = typedDay(date, timeZone);
  const isOver = day !== null && Date.parse(day.to) <= serviceNow().getTime();
  const offered = useQuery({
    queryKey: [...keys.preview, 'movable', bookingId, day],
    queryFn: () =>
      day === null
        ? []
        : everySlot(
            (window) =>
              dataOf(api.GET('/v1/bookings/{id}/slots', { params: { path: { id: bookingId }, query: window } })),
            day,
          ),
    enabled: day !== null && !isOver,
    retry: false,
  });
  const starts = isOver ? [] : (offered.data ?? []);
  if (starts.length === 0) {
    return (
      <p role="status" className="quiet hint">
        {isOver ? t.dayOver : day !== null && offered.isSuccess ? t.noFreeTimes : ''}
      </p>
    );
  }
  const format = timeFormatIn(timeZone, locale);
  return (
    <ul className="day-starts" aria-label={t.freeTimes}>
      {starts.map(({ start }) => {
        const time = timeOfDay(start, timeZone);
        return (
          <li key={start}>
            <ToggleButton className="start" isSelected={time === chosen} onChange={() => onChoose(time)}>
              {format.time(start)}
            </ToggleButton>
          </li>
        );
      })}
    </ul>
  );
};
