import { useQuery } from '@tanstack/react-query';
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
import { reasonText } from './reason-text.js';
import { typedStart } from './typed-start.js';

interface WhyNotProps {
  readonly type: MeetingType;
  /** The zone of the typed time and of the preview. */
  readonly timeZone: string;
}

/** Explains, for each host, why a time is not offered. Goes by the saved settings, as booking does. */
export const WhyNot = ({ type, timeZone }: WhyNotProps) => {
  const texts = useTexts();
  const { why: t } = texts;
  const { locale } = useLanguage();
  const serviceNow = useServiceNow();
  const [date, setDate] = useState(() => timeFormatIn(timeZone, 'en').dateKey(serviceNow().toISOString()));
  const [time, setTime] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [start, setStart] = useState<string | null>(null);
  const explained = useQuery({
    queryKey: [...keys.why, type.id, start],
    queryFn: () =>
      dataOf(
        api.GET('/v1/meeting-types/{id}/why', { params: { path: { id: type.id }, query: { start: start ?? '' } } }),
      ),
    enabled: start !== null,
    // Each answer is about this moment.
    staleTime: 0,
    retry: false,
  });
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    const instant = typedStart(date, time, timeZone);
    setProblem(instant.kind === 'start' ? null : t[instant.kind]);
    if (instant.kind !== 'start') return setStart(null);
    if (instant.start === start) void explained.refetch();
    else setStart(instant.start);
  };
  return (
    <form className="why-not" onSubmit={ask} noValidate aria-label={t.title}>
      <h3>{t.title}</h3>
      <p className="quiet hint">{t.hint}</p>
      <div className="why-when">
        <TextInput label={t.date} type="date" value={date} onChange={setDate} />
        <TextInput label={t.time} type="time" value={time} onChange={setTime} />
      </div>
      <ActionButton type="submit" isBusy={explained.isFetching}>
        {t.ask}
      </ActionButton>
      <div role="status">
        {problem !== null && <p className="wrong">{problem}</p>}
        {problem === null && explained.isError && <p className="wrong">{errorText(explained.error, texts)}</p>}
        {problem === null && start !== null && explained.data !== undefined && !explained.isError && (
          <Explanation
            explained={explained.data}
            type={type}
            start={start}
            when={timeFormatIn(timeZone, locale).moment(start)}
          />
        )}
      </div>
    </form>
  );
};

interface ExplanationProps {
  readonly explained: ExplainedStart;
  readonly type: MeetingType;
  readonly start: string;
  readonly when: string;
}

const Explanation = ({ explained, type, start, when }: ExplanationProps) => {
  const { why: t, types } = useTexts();
  const { locale } = useLanguage();
  const hosts = useHosts();
  const age = useAge();
  const serviceNow = useServiceNow();
  const isPast = Date.parse(start) < serviceNow().getTime();
  const wording = { texts: t, age, day: (dateKey: string) => dayName(dateKey, locale), isPast };
  const nameOf = (id: string): string => hosts.data?.find((host) => host.id === id)?.name ?? types.unknownHost;
  return (
    <>
      <p>
        <strong>{explained.offered ? t.offered(when) : t.notOffered(when)}</strong>
      </p>
      {explained.hosts.map(({ hostId, offered, reasons }) => (
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
