import { answerTo } from '../shared/question-answers.js';
import { useEffect, useRef, useState } from 'react';
import { api, type ApprovalRequest, dataOf } from '../api/client.js';
import { DecisionForm, type Decision } from './decision-form.js';
import { Fact, Facts } from './facts.js';
import { format, texts } from './texts/texts.js';
import { useSending } from './use-sending.js';

interface ApprovalPageProps {
  readonly approvalToken: string;
  readonly booking: ApprovalRequest;
  /** The button of the mail that led here, if any. It decides nothing by itself. */
  readonly decision: Decision['kind'] | null;
}

/** Lets a host who is not signed in decide on one booking. Opening the page decides nothing. */
export const ApprovalPage = ({ approvalToken, booking: opened, decision }: ApprovalPageProps) => {
  const { isSending, notice, send } = useSending();
  const [booking, setBooking] = useState(opened);
  const heading = useRef<HTMLHeadingElement>(null);
  const isDecided = booking !== opened;
  useEffect(() => {
    if (isDecided) heading.current?.focus();
  }, [isDecided]);
  if (isDecided) {
    const [title, text] = outcomeOf(booking);
    return (
      <>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <p>{text}</p>
        <RequestFacts booking={booking} />
      </>
    );
  }
  return (
    <>
      <RequestFacts booking={booking} />
      <Clashes booking={booking} />
      {booking.approvalUntil !== undefined && <p>{texts.approval.until(format.moment(booking.approvalUntil))}</p>}
      <DecisionForm
        chosen={decision}
        isSending={isSending}
        canSendLink={booking.meetingType?.archived !== true}
        notice={notice}
        onDecide={(made) => send(async () => setBooking(await decide(approvalToken, made)))}
      />
    </>
  );
};

const decide = (approvalToken: string, decision: Decision): Promise<ApprovalRequest> => {
  const params = { path: { approvalToken } };
  const words = decision.words.trim();
  if (decision.kind === 'approve') {
    const body = words === '' ? {} : { message: words };
    return dataOf(api.POST('/v1/public/approvals/{approvalToken}/approve', { params, body }));
  }
  const body = { sendFreshLink: decision.sendFreshLink, ...(words === '' ? {} : { reason: words }) };
  return dataOf(api.POST('/v1/public/approvals/{approvalToken}/decline', { params, body }));
};

const outcomeOf = ({ status, attendee, freshLinkId }: ApprovalRequest): readonly [string, string] => {
  const t = texts.approval;
  if (status !== 'declined') return [t.approved, t.approvedText(attendee.name)];
  return [t.declined, freshLinkId === undefined ? t.declinedText(attendee.name) : t.declinedWithLink(attendee.name)];
};

/** The attendee, the time, and the attendee's answers and note. */
const RequestFacts = ({ booking }: { readonly booking: ApprovalRequest }) => {
  const { attendee, guests = [], note, answers, meetingType, hosts } = booking;
  const questions = (meetingType?.questions ?? []).filter(({ id }) => answerTo(id, answers) !== undefined);
  return (
    <Facts time={booking} location={booking.location}>
      <Fact name={texts.who}>
        {attendee.name} <a href={`mailto:${attendee.email}`}>{attendee.email}</a>
      </Fact>
      {hosts.length > 0 && <Fact name={texts.withWhom}>{hosts.map(({ name }) => name).join(', ')}</Fact>}
      {guests.length > 0 && <Fact name={texts.guests}>{guests.join(', ')}</Fact>}
      {questions.map(({ id, label }) => (
        <Fact key={id} name={label}>
          <span className="as-written">{answerText(answerTo(id, answers))}</span>
        </Fact>
      ))}
      {note !== undefined && (
        <Fact name={texts.note}>
          <span className="as-written">{note}</span>
        </Fact>
      )}
    </Facts>
  );
};

/** Warns of what else is at the time of the booking. A host is named if there are several. */
const Clashes = ({ booking }: { readonly booking: ApprovalRequest }) => {
  const { clashes = [], hosts } = booking;
  return clashes.map(({ hostId, source }) => {
    const host = hosts.length > 1 ? hosts.find(({ id }) => id === hostId) : undefined;
    const { clash, clashOf } = texts.approval;
    const words = sourceText(source);
    return (
      <p key={`${hostId} ${source.type} ${source.name}`} className="notice">
        {host === undefined ? clash(words) : clashOf(host.name, words)}
      </p>
    );
  });
};

const sourceText = ({ type, name }: NonNullable<ApprovalRequest['clashes']>[number]['source']): string => {
  const { sources } = texts.approval;
  switch (type) {
    case 'put':
      return sources.put;
    case 'holidays':
      return sources.holidays(name);
    case 'ics':
    case 'caldav':
      return sources.calendar(name);
  }
};

const answerText = (answer: string | boolean | undefined): string =>
  typeof answer === 'boolean' ? (answer ? texts.yes : texts.no) : (answer ?? '');
