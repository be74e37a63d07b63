import { useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { Link as PageLink } from 'wouter';
import { useHosts, useMeetingTypes } from '../api/queries.js';
import type { Host, MeetingType } from '../api/shapes.js';
import { hostsAway } from './hosts-away.js';
import { TypeActions } from './type-actions.js';
import { SharePanel } from '../share/share-panel.js';
import { mayShare, useViewer } from '../sign-in/viewer.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { focusSoon } from '../ui/focus-soon.js';
import { Empty, Loaded, PageTitle } from '../ui/page.js';

/** Lists the meeting types, each with a button to share it. */
export const TypesPage = () => {
  const { types: t } = useTexts();
  const types = useMeetingTypes();
  const hosts = useHosts();
  const { isOwner } = useViewer();
  // For the whole page: a type that is archived moves to the other list, and its open panel stays.
  const [sharedId, setSharedId] = useState<string | null>(null);
  const shared = types.data?.find(({ id }) => id === sharedId);
  const hasHosts = (hosts.data ?? []).length > 0;
  return (
    <>
      <PageTitle title={t.title} lead={t.lead}>
        {hasHosts && isOwner && (
          <PageLink href="/meeting-types/new" className="primary">
            {t.new}
          </PageLink>
        )}
      </PageTitle>
      <Loaded query={types}>
        {(all) => (
          <Loaded query={hosts}>
            {(known) => (
              <>
                {all.length === 0 ? (
                  <NoTypes hasHosts={hasHosts} />
                ) : (
                  <CurrentTypes types={all} hosts={known} onShare={setSharedId} />
                )}
                {isOwner && <ArchivedTypes types={all.filter(({ archived }) => archived)} hosts={known} />}
                {shared !== undefined && <SharePanel type={shared} hosts={known} onClose={() => setSharedId(null)} />}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  );
};

const NoTypes = ({ hasHosts }: { readonly hasHosts: boolean }) => {
  const { types: t } = useTexts();
  const { isOwner } = useViewer();
  const [title, text, href, action] = hasHosts
    ? [t.emptyTitle, isOwner ? t.empty : t.emptyForHosts, '/meeting-types/new', t.new]
    : [t.noHostTitle, t.noHost, '/hosts/new', t.addHost];
  return (
    <Empty
      title={title}
      action={
        isOwner && (
          <PageLink href={href} className="primary">
            {action}
          </PageLink>
        )
      }
    >
      {text}
    </Empty>
  );
};

interface TypesProps {
  readonly types: readonly MeetingType[];
  readonly hosts: readonly Host[];
}

interface ShareableTypesProps extends TypesProps {
  readonly onShare: (id: string) => void;
}

const CurrentTypes = ({ types, hosts, onShare }: ShareableTypesProps) => {
  const { types: t } = useTexts();
  const { isOwner } = useViewer();
  const current = types.filter(({ archived }) => !archived);
  if (current.length === 0) {
    return <Empty title={t.allArchivedTitle}>{isOwner ? t.allArchived : t.allArchivedForHosts}</Empty>;
  }
  return <TypeList types={current} hosts={hosts} onShare={onShare} />;
};

/** Folded until it is asked for: archived types are out of the way. For owners, who alone can do something with them. */
const ArchivedTypes = ({ types, hosts }: TypesProps) => {
  const { types: t } = useTexts();
  if (types.length === 0) return null;
  return (
    <Disclosure className="disclosure archived">
      <Heading level={2}>
        <Button slot="trigger" className="secondary disclosure-button">
          <span aria-hidden="true" className="chevron" />
          {t.archivedTitle(types.length)}
        </Button>
      </Heading>
      <DisclosurePanel>
        <p className="quiet">{t.archivedHint}</p>
        <TypeList types={types} hosts={hosts} onShare={() => undefined} />
      </DisclosurePanel>
    </Disclosure>
  );
};

const TypeList = ({ types, hosts, onShare }: ShareableTypesProps) => (
  <ul className="cards">
    {types.map((type) => (
      <TypeCard key={type.id} type={type} hosts={hosts} onShare={() => onShare(type.id)} />
    ))}
  </ul>
);

const cardId = ({ id }: Pick<MeetingType, 'id'>): string => `type-${id}`;

/** The card moved to the other list, and its buttons with it: the focus goes to where it is now, folded or not. */
const followMove = (type: MeetingType): void =>
  focusSoon(() =>
    document.querySelector<HTMLElement>(
      type.archived ? '.archived .disclosure-button' : `#${CSS.escape(cardId(type))} :is(button, a)`,
    ),
  );

/** Says which hosts are deactivated; aloud only if the others cannot take the meeting without them. */
const HostsAway = ({ type, hosts }: Omit<TypeCardProps, 'onShare'>) => {
  const { members } = useTexts();
  const { isOwner } = useViewer();
  const { away, isStuck } = hostsAway(type, hosts);
  if (away.length === 0) return null;
  const names = away.map(({ name }) => name).join(', ');
  return (
    <p className={isStuck ? 'notice' : 'quiet'}>
      {isStuck && isOwner ? members.unavailable(names) : members.away(names)}
    </p>
  );
};

interface TypeCardProps {
  readonly type: MeetingType;
  readonly hosts: readonly Host[];
  readonly onShare: () => void;
}

const TypeCard = ({ type, hosts, onShare }: TypeCardProps) => {
  const { types: t, common } = useTexts();
  const viewer = useViewer();
  const { isOwner } = viewer;
  const names = type.hostIds.map((id) => hosts.find((host) => host.id === id)?.name ?? t.unknownHost);
  return (
    <li id={cardId(type)} className="card type-card">
      <h2>{type.name}</h2>
      {type.archived && (
        <p>
          <span className="badge">{t.archived}</span>
        </p>
      )}
      <ul className="traits quiet">
        <li>{common.minutes(type.durationMinutes)}</li>
        {type.location !== undefined && <li>{t.place[type.location.type]}</li>}
        <li>{names.join(', ')}</li>
        {type.hostIds.length > 1 && <li>{t.assignment[type.assignment]}</li>}
        {type.confirmation !== 'instant' && <li>{t.confirmation[type.confirmation]}</li>}
      </ul>
      <HostsAway type={type} hosts={hosts} />
      <div className="buttons">
        {!type.archived && mayShare(viewer, type) && (
          <ActionButton look="primary" onPress={onShare} label={t.shareNamed(type.name)}>
            {t.share}
          </ActionButton>
        )}
        {isOwner && (
          <PageLink href={`/meeting-types/${type.id}`} className="secondary" aria-label={t.editNamed(type.name)}>
            {common.edit}
          </PageLink>
        )}
      </div>
      {isOwner && (
        <div className="buttons">
          <TypeActions type={type} look="link-button" onMoved={followMove} />
        </div>
      )}
    </li>
  );
};
