import { useLanguage } from '../../messages/language.js';
import { dayName } from '../../shared/time-format.js';
import type { HostHolidays } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { TickBox } from '../ui/tick-box.js';

type Day = HostHolidays['days'][number];

interface HolidayDaysProps {
  readonly holidays: HostHolidays;
  readonly onSwitch: (day: Day, name: string, isOff: boolean) => void;
}

const MIDNIGHT = '00:00';

/** The coming holidays, each with a box that is ticked while it counts. */
export const HolidayDays = ({ holidays: { country, days }, onSwitch }: HolidayDaysProps) => {
  const { holidays: t } = useTexts();
  const { locale } = useLanguage();
  if (country === null) return null;
  if (days.length === 0) return <p>{t.noDays}</p>;
  const when = ({ date, startsAt }: Day): string => {
    const day = dayName(date, locale);
    return startsAt === MIDNIGHT ? day : t.dayFrom(day, startsAt);
  };
  return (
    <ul className="holiday-list" aria-label={t.days}>
      {days.map((day) => (
        <li key={day.date}>
          <TickBox
            label={day.name}
            hint={when(day)}
            isSelected={!day.isOff}
            onChange={(isTicked) => onSwitch(day, dayName(day.date, locale), !isTicked)}
          />
        </li>
      ))}
    </ul>
  );
};
