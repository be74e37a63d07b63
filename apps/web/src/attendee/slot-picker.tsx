import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Slot } from '../api/client.js';
import { useLanguage } from '../messages/language.js';
import { dayName, momentsIn, monthName } from '../shared/moments.js';
import { useServiceNow } from '../shared/service-time.js';
import { MonthCalendar } from './month-calendar.js';
import { type SlotSource, useMonthSlots, useNextSlot } from './use-slots.js';
import { ZonePicker } from './zone-picker.js';

interface SlotPickerProps {
  readonly heading: string;
  readonly source: SlotSource;
  readonly timeZone: string;
  readonly onTimeZone: (timeZone: string) => void;
  /** The start that a booking has already. */
  readonly present?: string;
  readonly onPick: (slot: Slot) => void;
}

/** A month with its free days, and the free times of one of them. */
export const SlotPicker = ({ heading, source, timeZone, onTimeZone, present, onPick }: SlotPickerProps) => {
  const { messages, locale } = useLanguage();
  const now = useServiceNow();
  const moments = momentsIn(timeZone, locale);
  const today = moments.dateKey(now().toISOString());
  const presentDay = present === undefined ? null : moments.dateKey(present);
  const [shown, setShown] = useState(presentDay ?? today);
  const [chosen, setChosen] = useState(presentDay);
  const month = shown.slice(0, 7);
  const slots = useMonthSlots(source, month, timeZone);
  const [hasTurned, setTurned] = useState(false);
  const byDay = Map.groupBy(slots.data ?? [], ({ start }) => moments.dateKey(start));
  const firstFree = byDay.keys().next().value ?? null;
  // The first free day is open from the start, as long as nobody has chosen another in this month.
  const day = chosen !== null && byDay.has(chosen) ? chosen : firstFree;
  const next = useNextSlot(source, month, timeZone, slots.isSuccess && firstFree === null);
  const nextDay = next.data == null ? null : moments.dateKey(next.data.start);
  useEffect(() => {
    // Nobody should have to turn pages to find the first free day.
    if (!hasTurned && nextDay !== null) setShown(nextDay);
  }, [hasTurned, nextDay]);
  const show = (one: string): void => {
    setTurned(true);
    setShown(one);
  };

  return (
    <section className="picker" aria-label={heading}>
      <div className="picker-columns">
        <MonthCalendar
          label={heading}
          today={today}
          chosen={day}
          shown={shown}
          freeDays={new Set(byDay.keys())}
          isLoading={slots.isPending}
          marked={presentDay === null ? null : { day: presentDay, label: messages.yourTime }}
          onChoose={setChosen}
          onShow={show}
        />
        <div className="times">
          {slots.isPending && <TimesSkeleton label={messages.loadingTimes} />}
          {slots.isError && (
            <div role="alert">
              <p>{messages.tryAgain}</p>
              <Button className="secondary" onPress={() => void slots.refetch()}>
                {messages.reload}
              </Button>
            </div>
          )}
          {slots.isSuccess && day !== null && (
            <DayTimes
              day={dayName(day, locale)}
              slots={byDay.get(day) ?? []}
              time={moments.time}
              present={present}
              onPick={onPick}
            />
          )}
          {slots.isSuccess && day === null && (
            <EmptyMonth month={monthName(month, locale)} next={next} nextDay={nextDay} onShow={show} />
          )}
        </div>
      </div>
      <ZonePicker timeZone={timeZone} onChange={onTimeZone} />
    </section>
  );
};

const TimesSkeleton = ({ label }: { readonly label: string }) => (
  <div role="status">
    <p className="visually-hidden">{label}</p>
    <div className="skeleton times-skeleton" aria-hidden="true" />
  </div>
);

interface DayTimesProps {
  readonly day: string;
  readonly slots: readonly Slot[];
  readonly time: (instant: string) => string;
  readonly present: string | undefined;
  readonly onPick: (slot: Slot) => void;
}

const DayTimes = ({ day, slots, time, present, onPick }: DayTimesProps) => {
  const { messages } = useLanguage();
  return (
    <>
      <h3 aria-live="polite">{messages.timesOn(day)}</h3>
      <ul className="time-list">
        {slots.map((slot) => (
          <li key={slot.start}>
            <Button
              className="time"
              isDisabled={slot.start === present}
              onPress={() => onPick(slot)}
              data-start={slot.start}
            >
              {time(slot.start)}
              {slot.start === present && <span className="quiet"> ({messages.yourTime})</span>}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
};

interface EmptyMonthProps {
  readonly month: string;
  readonly next: ReturnType<typeof useNextSlot>;
  readonly nextDay: string | null;
  readonly onShow: (day: string) => void;
}

const EmptyMonth = ({ month, next, nextDay, onShow }: EmptyMonthProps) => {
  const { messages, locale } = useLanguage();
  return (
    <div role="status">
      <p>{messages.noTimesThisMonth(month)}</p>
      {next.isSuccess && nextDay === null && <p>{messages.noTimesAtAll}</p>}
      {nextDay !== null && (
        <>
          <p>{messages.nextFree(dayName(nextDay, locale))}</p>
          <Button className="secondary" onPress={() => onShow(nextDay)}>
            {messages.showIt}
          </Button>
        </>
      )}
    </div>
  );
};
