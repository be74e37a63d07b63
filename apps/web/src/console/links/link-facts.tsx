import type { ReactNode } from 'react';
import type { Link } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { useLanguage } from '../../messages/language.js';
import { dayName } from '../../shared/time-format.js';
import { ActionButton } from '../ui/buttons.js';
import { useTimeFormat } from '../ui/use-time-format.js';

interface LinkFactsProps {
  readonly link: Link;
  readonly onOpen: (linkId: string) => void;
}

/** Lists what the host set for the link, and what became of it. */
export const LinkFacts = ({ link, onOpen }: LinkFactsProps) => {
  const { links: t, share } = useTexts();
  const { shortTime } = useTimeFormat();
  const { recipient, note, unusedReminderDays = [], replaces, replacedBy } = link;
  return (
    <dl className="facts">
      {recipient?.email !== undefined && <Fact name={share.email}>{recipient.email}</Fact>}
      {note !== undefined && <Fact name={t.note}>{note}</Fact>}
      <Fact name={t.columns.created}>{shortTime(link.createdAt)}</Fact>
      {link.status === 'active' && <Fact name={t.expiresAt}>{shortTime(link.expiresAt)}</Fact>}
      {link.consumedAt !== undefined && <Fact name={t.used}>{shortTime(link.consumedAt)}</Fact>}
      {link.recipientOnly === true && <Fact name={t.access}>{share.recipientOnly}</Fact>}
      {link.prefill === true && <Fact name={t.bookingPage}>{t.prefilled}</Fact>}
      {unusedReminderDays.length > 0 && recipient?.email !== undefined && (
        <Fact name={t.unusedReminders}>{t.afterDays(unusedReminderDays)}</Fact>
      )}
      <OverrideFacts link={link} />
      {replaces !== undefined && (
        <Fact name={t.replaces}>
          <ActionButton look="link-button" onPress={() => onOpen(replaces)}>
            {t.showEarlier}
          </ActionButton>
        </Fact>
      )}
      {replacedBy !== undefined && (
        <Fact name={t.replacedBy}>
          <ActionButton look="link-button" onPress={() => onOpen(replacedBy)}>
            {t.showNewer}
          </ActionButton>
        </Fact>
      )}
    </dl>
  );
};

/** The differences from the meeting type. */
const OverrideFacts = ({ link: { overrides = {} } }: { readonly link: Link }) => {
  const { links: t, common, editor, types, share } = useTexts();
  const { locale } = useLanguage();
  const { shortTime } = useTimeFormat();
  const { durationMinutes, location, confirmation, bookingWindow, slots } = overrides;
  return (
    <>
      {durationMinutes !== undefined && <Fact name={t.length}>{common.minutes(durationMinutes)}</Fact>}
      {location !== undefined && (
        <Fact name={editor.place}>
          {[types.place[location.type], location.value].filter((part) => part !== undefined).join(': ')}
        </Fact>
      )}
      {confirmation !== undefined && <Fact name={editor.confirming}>{types.confirmation[confirmation]}</Fact>}
      {bookingWindow?.type === 'rolling' && <Fact name={share.times}>{t.daysAhead(bookingWindow.days)}</Fact>}
      {bookingWindow?.type === 'range' && (
        <Fact
          name={share.times}
        >{`${dayName(bookingWindow.from, locale)} – ${dayName(bookingWindow.to, locale)}`}</Fact>
      )}
      {slots !== undefined && (
        <Fact name={share.times}>
          <ul className="plain-list">
            {slots.map(({ start }) => (
              <li key={start}>{shortTime(start)}</li>
            ))}
          </ul>
        </Fact>
      )}
    </>
  );
};

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);
