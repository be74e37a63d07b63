import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { useLanguage } from '../../messages/language.js';
import { useServiceNow } from '../../shared/service-time.js';
import { dayName, timeFormatIn } from '../../shared/time-format.js';
import { keys, useHosts } from '../api/queries.js';
import type { ExplainedStart, MeetingType } from '../api/shapes.js';
import { useAge } from '../calendars/use-age.js';
import { errorText, useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { TextInput } from '../ui/fields.js';
import { DayStarts } from './day-starts.js';
import { reasonText } from './reason-text.js';
import { typedStart } from './typed-start.js';

interface WhyNotProps {
  readonly type: MeetingType;
  /** The zone of the typed time and of the preview. */
  readonly timeZone: string;
}

/** Explains, for each host, why a time is not offered. Goes by the saved settings, as booking does. */
export const WhyNot = ({ type, timeZone }: WhyNotProps) => {
  const { why: t } = useTexts();
  const serviceNow = useServiceNow();
  const [date, setDate] = useState(() => timeFormatIn(timeZone, 'en').dateKey(serviceNow().toISOString()));
  const [time, setTime] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [start, setStart] = useState<string | null>(null);
  const explained = useExplained(type.id, start);
  const ask = (instant: string): void => {
    setProblem(null);
    if (instant === start) void explained.refetch();
    else setStart(instant);
  };
  const askTyped = (event: FormEvent): void => {
    event.preventDefault();
    const typed = typedStart(date, time, timeZone);
    if (typed.kind === 'start') return ask(typed.start);
    setProblem(t[typed.kind]);
    setStart(null);
  };
  const chooseDay = (typed: string): void => {
    setDate(typed);
    setProblem(null);
    setStart(null);
  };
  return (
    <form className="why-not" onSubmit={askTyped} noValidate aria-label={t.title}>
      <h3>{t.title}</h3>
      <p className="quiet hint">{t.hint}</p>
      <TextInput label={t.date} type="date" value={date} onChange={chooseDay} />
      <DayStarts type={type} timeZone={timeZone} date={date} asked={start} onAsk={ask} />
      <div className="other-time">
        <TextInput label={t.time} type="time" value={time} onChange={setTime} />
        <ActionButton type="submit" isBusy={explained.isFetching}>
          {t.ask}
        </ActionButton>
      </div>
      <div role="status">
        {problem === null ? (
          start !== null && <Explanation explained={explained} type={type} start={start} timeZone={timeZone} />
        ) : (
          <p className="wrong">{problem}</p>
        )}
      </div>
    </form>
  );
};

type Explained = UseQueryResult<ExplainedStart>;

const useExplained = (typeId: string, start: string | null): Explained =>
  useQuery({
    queryKey: [...keys.why, typeId, start],
    queryFn: () =>
      dataOf(
        api.GET('/v1/meeting-types/{id}/why', { params: { path: { id: typeId }, query: { start: start ?? '' } } }),
      ),
    enabled: start !== null,
    // Each answer is about this moment.
    staleTime: 0,
    retry: false,
  });

interface ExplanationProps extends WhyNotProps {
  readonly explained: Explained;
  readonly start: string;
}

const Explanation = ({ explained: { data, error }, type, start, timeZone }: ExplanationProps) => {
  const texts = useTexts();
  const { why: t, types } = texts;
  const { locale } = useLanguage();
  const hosts = useHosts();
  const age = useAge();
  const serviceNow = useServiceNow();
  if (error !== null) return <p className="wrong">{errorText(error, texts)}</p>;
  if (data === undefined) return null;
  const isPast = Date.parse(start) < serviceNow().getTime();
  const wording = { texts: t, age, day: (dateKey: string) => dayName(dateKey, locale), isPast };
  const nameOf = (id: string): string => hosts.data?.find((host) => host.id === id)?.name ?? types.unknownHost;
  const when = timeFormatIn(timeZone, locale).moment(start);
  return (
    <>
      <p>
        <strong>{data.offered ? t.offered(when) : t.notOffered(when)}</strong>
      </p>
      {data.hosts.map(({ hostId, offered, reasons }) => (
        <div key={hostId}>
          <h4>{nameOf(hostId)}</h4>
          {offered && reasons.length === 0 && <p>{t.free}</p>}
          <ul className="reasons">
            {reasons.map((reason, index) => (
              // Several sources may be busy, and their texts may be the same.
              <li key={`${reason.kind} ${index}`}>{reasonText(reason, type, wording)}</li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
};
