import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Slot } from '../api/client.js';
import { useLanguage } from '../messages/language.js';
import { dayName, timeFormatIn, monthName } from '../shared/time-format.js';
import { useServiceNow } from '../shared/service-time.js';
import { MonthCalendar } from './month-calendar.js';
import { type SlotSource, useMonthSlots, useNextSlot } from './use-slots.js';
import type { ShownZone } from '../shared/device-zone.js';
import { ZonePicker } from './zone-picker.js';

interface SlotPickerProps {
  readonly heading: string;
  readonly source: SlotSource;
  readonly zone: ShownZone;
  readonly onZone: (zone: ShownZone) => void;
  /** The current start of a booking that is being rescheduled. */
  readonly currentStart?: string;
  readonly onPick: (slot: Slot) => void;
}

/** A month with its free days, and the free times of the chosen day. */
export const SlotPicker = ({ heading, source, zone, onZone, currentStart, onPick }: SlotPickerProps) => {
  const { timeZone } = zone;
  const { messages, locale } = useLanguage();
  const now = useServiceNow();
  const format = timeFormatIn(timeZone, locale);
  const today = format.dateKey(now().toISOString());
  const currentDay = currentStart === undefined ? null : format.dateKey(currentStart);
  const [shown, setShown] = useState(currentDay ?? today);
  const [chosen, setChosen] = useState(currentDay);
  const month = shown.slice(0, 7);
  const slots = useMonthSlots(source, month, timeZone);
  const [hasTurned, setTurned] = useState(false);
  const byDay = Map.groupBy(slots.data ?? [], ({ start }) => format.dateKey(start));
  const firstFree = byDay.keys().next().value ?? null;
  // Show the first free day until another day of this month is chosen.
  const day = chosen !== null && byDay.has(chosen) ? chosen : firstFree;
  const next = useNextSlot(source, month, timeZone, slots.isSuccess && firstFree === null);
  const nextDay = next.data == null ? null : format.dateKey(next.data.start);
  /** The offset beside the zone is that of the times above it. */
  const shownAt = (day === null ? undefined : byDay.get(day)?.[0]?.start) ?? `${day ?? shown}T12:00:00.000Z`;
  useEffect(() => {
    // Turn to the month of the first free day.
    if (!hasTurned && nextDay !== null) setShown(nextDay);
  }, [hasTurned, nextDay]);
  const show = (day: string): void => {
    setTurned(true);
    setShown(day);
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
          marked={currentDay === null ? null : { day: currentDay, label: messages.currentTime }}
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
              time={format.time}
              currentStart={currentStart}
              onPick={onPick}
            />
          )}
          {slots.isSuccess && day === null && (
            <EmptyMonth month={monthName(month, locale)} next={next} nextDay={nextDay} onShow={show} />
          )}
        </div>
      </div>
      <ZonePicker zone={zone} at={shownAt} onChange={onZone} />
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
  readonly currentStart: string | undefined;
  readonly onPick: (slot: Slot) => void;
}

const DayTimes = ({ day, slots, time, currentStart, onPick }: DayTimesProps) => {
  const { messages } = useLanguage();
  return (
    <>
      <h3 aria-live="polite">{messages.timesOn(day)}</h3>
      <ul className="time-list">
        {slots.map((slot) => (
          <li key={slot.start}>
            <Button
              className="time"
              isDisabled={slot.start === currentStart}
              onPress={() => onPick(slot)}
              data-start={slot.start}
            >
              {time(slot.start)}
              {slot.start === currentStart && <span className="quiet"> ({messages.currentTime})</span>}
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
            {messages.goToDay}
          </Button>
        </>
      )}
    </div>
  );
};
