import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Slot } from '../api/client.js';
import { useLanguage } from '../messages/language.js';
import { dayName, timeFormatIn, monthName } from '../shared/time-format.js';
import { useServiceNow } from '../shared/service-time.js';
import { MonthCalendar } from './month-calendar.js';
import { dayToShow, type PickerView, within } from './picker-view.js';
import type { BookableSpan } from './slot-pages.js';
import { type SlotSource, useMonthSlots, useNextSlot } from './use-slots.js';
import { WaitingForTimes } from './waiting-for-times.js';
import type { ShownZone } from '../shared/device-zone.js';
import { ZonePicker } from './zone-picker.js';

interface SlotPickerProps {
  readonly heading: string;
  readonly source: SlotSource;
  readonly zone: ShownZone;
  readonly onZone: (zone: ShownZone) => void;
  readonly view: PickerView;
  /** Called with what changes in the view; several changes may come at once. */
  readonly onView: (changed: Partial<PickerView>) => void;
  /** The current start of a booking that is being rescheduled. */
  readonly currentStart?: string;
  readonly onPick: (slot: Slot) => void;
}

/** A month with its free days, and the free times of the chosen day. Opens at the first free time. */
export const SlotPicker = (props: SlotPickerProps) => {
  const { heading, source, zone, onZone, view, onView, currentStart, onPick } = props;
  const { timeZone } = zone;
  const { messages, locale } = useLanguage();
  const queries = useQueryClient();
  const now = useServiceNow();
  const format = timeFormatIn(timeZone, locale);
  const today = format.dateKey(now().toISOString());
  const currentDay = currentStart === undefined ? null : format.dateKey(currentStart);
  const [span, setSpan] = useState<BookableSpan | null | undefined>(undefined);
  const [first, last] = limitsOf(span, today, currentDay, format.dateKey);
  const shown = within(view.shown ?? currentDay ?? today, first, last);
  const month = shown.slice(0, 7);
  const slots = useMonthSlots(source, month, timeZone);
  const known = slots.data?.bookable ?? null;
  if (slots.isSuccess && !isSameSpan(known, span)) setSpan(known);
  const byDay = Map.groupBy(slots.data?.slots ?? [], ({ start }) => format.dateKey(start));
  const day = dayToShow([...byDay.keys()], view.chosen ?? currentDay);
  const next = useNextSlot(source, month, timeZone, slots.isSuccess && day === null ? known : null);
  const nextStart = next.data?.start ?? null;
  const isOpening = !view.hasTurned && (next.isLoading || nextStart !== null);
  const ofDay = day === null ? [] : (byDay.get(day) ?? []);
  /** The offset beside the zone is that of the times above it. */
  const shownAt = ofDay[0]?.start ?? `${day ?? shown}T12:00:00.000Z`;
  useEffect(() => {
    if (!view.hasTurned && nextStart !== null) onView({ shown: format.dateKey(nextStart) });
  });
  const show = (turnedTo: string): void => onView({ shown: turnedTo, hasTurned: true });
  const loadAgain = (): void => void queries.resetQueries({ queryKey: ['slots', source.name] });
  const isWaiting = slots.isPending || (slots.isSuccess && day === null && (isOpening || next.isLoading));
  const hasFailed = slots.isError || next.isError;
  const startOfFirst = ofDay[0]?.start;
  const isAhead = !view.hasTurned && currentDay === null && month > today.slice(0, 7);

  return (
    <section className="picker" aria-label={heading}>
      <div className="picker-columns">
        <MonthCalendar
          label={heading}
          first={first}
          last={last}
          chosen={day}
          shown={shown}
          freeDays={new Set(byDay.keys())}
          isLoading={slots.isPending}
          marked={currentDay === null ? null : { day: currentDay, label: messages.currentTime }}
          onChoose={(chosen) => onView({ chosen })}
          onShow={show}
        />
        <div className="times">
          {isWaiting && <WaitingForTimes key={month} onTryAgain={loadAgain} />}
          {hasFailed && (
            <div role="alert">
              <p>{messages.tryAgain}</p>
              <Button className="secondary" onPress={loadAgain}>
                {messages.reload}
              </Button>
            </div>
          )}
          {isAhead && startOfFirst !== undefined && (
            <p role="status">{messages.nextFree(format.moment(startOfFirst))}</p>
          )}
          {slots.isSuccess && day !== null && (
            <DayTimes
              day={dayName(day, locale)}
              slots={ofDay}
              time={format.time}
              currentStart={currentStart}
              onPick={(picked) => {
                // The way back leads to this day, also once its last time is taken.
                onView({ shown: day, chosen: day, hasTurned: true });
                onPick(picked);
              }}
            />
          )}
          {slots.isSuccess && day === null && !isWaiting && !hasFailed && (
            <EmptyMonth
              month={monthName(month, locale)}
              isFirst={month <= first.slice(0, 7)}
              next={nextStart === null ? null : format.moment(nextStart)}
              onShow={() => show(nextStart === null ? shown : format.dateKey(nextStart))}
            />
          )}
        </div>
      </div>
      <ZonePicker zone={zone} at={shownAt} onChange={onZone} />
    </section>
  );
};

const isSameSpan = (a: BookableSpan | null, b: BookableSpan | null | undefined): boolean =>
  b !== undefined && a?.from === b?.from && a?.until === b?.until;

/**
 * The first and last day that can be shown, of a span that is null if nothing can be booked, undefined if it is not known
 * yet. A booking's current day is one of them.
 */
const limitsOf = (
  span: BookableSpan | null | undefined,
  today: string,
  currentDay: string | null,
  dateKey: (instant: string) => string,
): readonly [string, string | null] => {
  if (span === undefined) return [today, null];
  const first = span === null ? today : dateKey(span.from);
  const last = span === null ? today : dateKey(new Date(Date.parse(span.until) - 1).toISOString());
  if (currentDay === null) return [first, last];
  return [currentDay < first ? currentDay : first, currentDay > last ? currentDay : last];
};

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
  /** Whether no earlier month can have free times. */
  readonly isFirst: boolean;
  /** The next free time after the month; null if there is none. */
  readonly next: string | null;
  readonly onShow: () => void;
}

const EmptyMonth = ({ month, isFirst, next, onShow }: EmptyMonthProps) => {
  const { messages } = useLanguage();
  if (next === null) return <p role="status">{isFirst ? messages.noTimesAtAll : messages.noTimesLater(month)}</p>;
  return (
    <div role="status">
      <p>{messages.noTimesThisMonth(month)}</p>
      <p>{messages.nextFree(next)}</p>
      <Button className="secondary" onPress={onShow}>
        {messages.goToDay}
      </Button>
    </div>
  );
};
