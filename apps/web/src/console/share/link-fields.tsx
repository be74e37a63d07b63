import type { Host, MeetingType } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { Choice, TextLine } from '../ui/fields.js';
import { type LinkDraft, problemsOf } from './link-draft.js';

interface LinkFieldsProps {
  readonly type: MeetingType;
  readonly hosts: readonly Host[];
  readonly wish: LinkDraft;
  /** What is wrong is said only after the link was asked for. */
  readonly showProblems: boolean;
  readonly onChange: (wish: LinkDraft) => void;
}

/** Who a link is for, how long it is valid, and whose calendar it shows. */
export const LinkFields = ({ type, hosts, wish, showProblems, onChange }: LinkFieldsProps) => {
  const { share, common } = useTexts();
  const problems = showProblems ? problemsOf(wish) : {};
  const team = hosts.filter((host) => type.hostIds.includes(host.id));
  const allTogether = type.assignment === 'collective' ? share.allHosts : share.anyHost;
  return (
    <fieldset className="fields">
      <legend>{share.for}</legend>
      <TextLine
        label={common.optional(share.name)}
        hint={share.nameHint}
        value={wish.name}
        maxLength={200}
        onChange={(name) => onChange({ ...wish, name })}
      />
      <TextLine
        label={common.optional(share.email)}
        type="email"
        value={wish.email}
        maxLength={254}
        error={problems.email === undefined ? null : share[problems.email]}
        onChange={(email) => onChange({ ...wish, email })}
      />
      <TextLine
        label={common.optional(share.note)}
        value={wish.note}
        rows={2}
        maxLength={2000}
        onChange={(note) => onChange({ ...wish, note })}
      />
      <TextLine
        label={share.validDays}
        type="number"
        value={wish.days}
        error={problems.days === undefined ? null : share[problems.days]}
        onChange={(days) => onChange({ ...wish, days })}
      />
      {type.assignment !== 'single' && team.length > 1 && (
        <Choice
          label={share.calendar}
          value={wish.hostId}
          options={[{ value: '', label: allTogether }, ...team.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(hostId) => onChange({ ...wish, hostId })}
        />
      )}
    </fieldset>
  );
};
