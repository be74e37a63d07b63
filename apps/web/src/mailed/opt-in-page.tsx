import { api, dataOf, type OptIn } from '../api/client.js';
import { Fact, Facts } from './facts.js';
import { Notice } from './notice.js';
import { format, texts } from './texts/texts.js';
import { useSending } from './use-sending.js';

interface OptInPageProps {
  readonly optInToken: string;
  readonly optIn: OptIn;
}

/** Shows what will be booked, and books it on a press. Opening the page books nothing. */
export const OptInPage = ({ optInToken, optIn }: OptInPageProps) => {
  const { isSending, notice, send } = useSending();
  const { status, hosts, attendee, meetingType, optInUntil } = optIn;
  const t = texts.optIn;
  const isWaiting = status === 'awaitingOptIn';
  const confirm = async (): Promise<void> => {
    const params = { path: { optInToken } };
    const booking = await dataOf(api.POST('/v1/public/opt-ins/{optInToken}/confirm', { params, body: {} }));
    location.assign(new URL(booking.manageUrl).pathname);
  };
  return (
    <>
      <h2>{isWaiting ? t.title : t.already}</h2>
      <Facts time={optIn} location={meetingType?.location}>
        {hosts.length > 0 && <Fact name={texts.withWhom}>{hosts.map(({ name }) => name).join(', ')}</Fact>}
        <Fact name={texts.who}>
          {attendee.name} {attendee.email !== undefined && <span className="quiet">({attendee.email})</span>}
        </Fact>
      </Facts>
      <Notice text={notice} />
      <p>
        <button type="button" className="primary" aria-disabled={isSending} onClick={() => send(confirm)}>
          {isSending ? t.confirming : isWaiting ? t.confirm : t.show}
        </button>
      </p>
      {isWaiting && optInUntil !== undefined && <p>{t.until(format.moment(optInUntil))}</p>}
      {isWaiting && <p className="quiet">{t.notYou}</p>}
    </>
  );
};
