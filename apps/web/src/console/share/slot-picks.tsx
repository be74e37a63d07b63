import { zoneName } from '@bookonce/kernel/time-zones/zone-name';
import { useQuery } from '@tanstack/react-query';
import { type CalendarDate, parseDate, parseTime, toCalendarDateTime, toZoned } from '@internationalized/date';
import { useState } from 'react';
import { Calendar, ToggleButton } from 'react-aria-components';
import { api, dataOf } from '../../api/client.js';
import { keys } from '../api/queries.js';
import type { MeetingType } from '../api/shapes.js';
import { useLanguage } from '../../messages/language.js';
import { deviceTimeZone } from '../../shared/device-zone.js';
import { dayName } from '../../shared/time-format.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { TextInput } from '../ui/fields.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import { MAX_PICKED_SLOTS } from './link-draft.js';
import { useServiceNow } from '../../shared/service-time.js';
import { MonthGrid } from '../../slots/month-grid.js';
import { everySlot } from '../../slots/slot-pages.js';

interface SlotPicksProps {
  readonly type: Pick<MeetingType, 'id'>;
  /** The starts that are picked, in order. */
  readonly picked: readonly string[];
  readonly error: string | null;
  readonly onChange: (picked: readonly string[]) => void;
}

/** Picks times by hand: of a day in the calendar, those that the meeting type offers, and any other. */
export const SlotPicks = ({ type, picked, error, onChange }: SlotPicksProps) => {
  const { share } = useTexts();
  const { dateKey } = useTimeFormat();
  const serviceNow = useServiceNow();
  const [now] = useState(() => serviceNow().toISOString());
  const [day, setDay] = useState(() => dateKey(now));
  const toggle = (start: string): void =>
    onChange(picked.includes(start) ? picked.filter((one) => one !== start) : [...picked, start].sort());
  return (
    <div
      role="group"
      aria-label={share.pickTimes}
      className="slot-picks"
      {...(error === null ? {} : { 'data-invalid': true })}
    >
      <p className="quiet hint">{share.pickHint(zoneName(deviceTimeZone()))}</p>
      <PickCalendar today={dateKey(now)} day={day} pickedDays={new Set(picked.map(dateKey))} onChoose={setDay} />
      <DayPicks key={day} type={type} day={day} now={now} picked={picked} onToggle={toggle} />
      <Picked picked={picked} onRemove={toggle} />
      {error !== null && (
        <p role="alert" className="wrong">
          {error}
        </p>
      )}
    </div>
  );
};

interface PickCalendarProps {
  /** `2026-03-03`; earlier days are in the past. */
  readonly today: string;
  readonly day: string;
  readonly pickedDays: ReadonlySet<string>;
  readonly onChoose: (day: string) => void;
}

const PickCalendar = ({ today, day, pickedDays, onChoose }: PickCalendarProps) => {
  const { share } = useTexts();
  return (
    <Calendar
      aria-label={share.pickDay}
      className="calendar"
      value={parseDate(day)}
      minValue={parseDate(today)}
      onChange={(date: CalendarDate) => onChoose(date.toString())}
    >
      <MonthGrid
        looksOf={(one) => {
          const isMarked = pickedDays.has(one);
          return { isFree: one >= today, isMarked, isOver: one < today, notes: isMarked ? [share.hasPicks] : [] };
        }}
      />
    </Calendar>
  );
};

interface DayPicksProps {
  readonly type: Pick<MeetingType, 'id'>;
  readonly day: string;
  readonly now: string;
  readonly picked: readonly string[];
  readonly onToggle: (start: string) => void;
}

/** The instant of a local time in the browser's zone. */
const startOf = (day: string, time: string): string =>
  toZoned(toCalendarDateTime(parseDate(day), parseTime(time)), deviceTimeZone()).toAbsoluteString();

const DayPicks = ({ type, day, now, picked, onToggle }: DayPicksProps) => {
  const { share } = useTexts();
  const { locale } = useLanguage();
  const { time: timeOf } = useTimeFormat();
  const [time, setTime] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const from = startOf(day, '00:00');
  const to = startOf(parseDate(day).add({ days: 1 }).toString(), '00:00');
  const offered = useQuery({
    queryKey: [...keys.preview, 'offered', type.id, from],
    queryFn: () =>
      everySlot(
        (window) =>
          dataOf(api.GET('/v1/meeting-types/{id}/slots', { params: { path: { id: type.id }, query: window } })),
        { from, to },
      ),
  });
  const starts = (offered.data ?? []).map(({ start }) => start).filter((start) => start > now);
  const isFull = picked.length >= MAX_PICKED_SLOTS;
  const add = (): void => {
    const start = time === '' ? null : startOf(day, time);
    if (start === null || start <= now) setProblem(share.pickFuture);
    else if (isFull) setProblem(share.tooManyPicks(MAX_PICKED_SLOTS));
    else if (!picked.includes(start)) {
      onToggle(start);
      setTime('');
    }
  };
  return (
    <div className="day-picks">
      <h3 aria-live="polite">{dayName(day, locale)}</h3>
      {offered.isSuccess && starts.length === 0 && <p className="quiet">{share.noneOffered}</p>}
      {starts.length > 0 && (
        <ul className="time-list">
          {starts.map((start) => (
            <li key={start}>
              <ToggleButton
                className="time"
                isSelected={picked.includes(start)}
                isDisabled={isFull && !picked.includes(start)}
                onChange={() => onToggle(start)}
                data-start={start}
              >
                {timeOf(start)}
              </ToggleButton>
            </li>
          ))}
        </ul>
      )}
      <div className="other-time">
        <TextInput
          label={share.otherTime}
          type="time"
          value={time}
          error={problem}
          onChange={(typed) => {
            setTime(typed);
            setProblem(null);
          }}
        />
        <ActionButton onPress={add}>{share.addTime}</ActionButton>
      </div>
    </div>
  );
};

const Picked = ({
  picked,
  onRemove,
}: {
  readonly picked: readonly string[];
  readonly onRemove: (start: string) => void;
}) => {
  const { share, common } = useTexts();
  const { shortTime } = useTimeFormat();
  return (
    <>
      <p role="status">{share.picked(picked.length)}</p>
      {picked.length > 0 && (
        <ul className="picked-list">
          {picked.map((start) => (
            <li key={start}>
              {shortTime(start)}
              <ActionButton
                look="link-button"
                label={`${common.remove}: ${shortTime(start)}`}
                onPress={() => onRemove(start)}
              >
                {common.remove}
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
    </>
  );
};
