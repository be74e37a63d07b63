import { zoneName } from '@bookonce/kernel/time-zones/zone-name';
import { Link } from 'wouter';
import { useHosts } from '../api/queries.js';
import type { Host } from '../api/shapes.js';
import { useViewer } from '../sign-in/viewer.js';
import { useTexts } from '../texts/texts.js';
import { Empty, Loaded, PageTitle } from '../ui/page.js';
import { useWeekdayNames } from './week-editor.js';
import { WEEKDAYS, toWeek } from './week.js';

export const HostsPage = () => {
  const { hours } = useTexts();
  const hosts = useHosts();
  const { isOwner } = useViewer();
  const add = isOwner && (
    <Link href="/hosts/new" className="primary">
      {hours.new}
    </Link>
  );
  return (
    <>
      <PageTitle title={hours.title} lead={hours.lead}>
        {(hosts.data ?? []).length > 0 && add}
      </PageTitle>
      <Loaded query={hosts}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={hours.emptyTitle} action={add}>
              {hours.empty}
            </Empty>
          ) : (
            <HostLists hosts={all} />
          )
        }
      </Loaded>
    </>
  );
};

/** A plain host's own card comes first, apart from the short ones of the others. */
const HostLists = ({ hosts }: { readonly hosts: readonly Host[] }) => {
  const { isOwner, hostId } = useViewer();
  const own = isOwner ? [] : hosts.filter(({ id }) => id === hostId);
  const others = hosts.filter((host) => !own.includes(host));
  return [own, others].map(
    (group, index) =>
      group.length > 0 && (
        <ul key={index} className="cards">
          {group.map((host) => (
            <HostCard key={host.id} host={host} />
          ))}
        </ul>
      ),
  );
};

const HostCard = ({ host }: { readonly host: Host }) => {
  const { hours, members } = useTexts();
  const { isOwner, hostId } = useViewer();
  const names = useWeekdayNames('short');
  const about = (
    <p className="quiet">
      {members.roles[host.role]}
      {!host.active && ` · ${members.deactivated}`}
    </p>
  );
  if (!isOwner && host.id !== hostId) {
    return (
      <li className="card">
        <h2>{host.name}</h2>
        {about}
      </li>
    );
  }
  const week = toWeek(host.schedule.weekly);
  return (
    <li className="card">
      <h2>{host.name}</h2>
      {about}
      <p className="quiet">
        {host.email} · {zoneName(host.schedule.timeZone)}
      </p>
      <dl className="week-overview">
        {WEEKDAYS.map((day) => (
          <div key={day}>
            <dt>{names[day]}</dt>
            <dd>{week[day].length === 0 ? '–' : week[day].map(({ from, to }) => `${from}–${to}`).join(', ')}</dd>
          </div>
        ))}
      </dl>
      <div className="buttons">
        <Link href={`/hosts/${host.id}`} className="secondary" aria-label={hours.editNamed(host.name)}>
          {hours.edit}
        </Link>
      </div>
    </li>
  );
};
