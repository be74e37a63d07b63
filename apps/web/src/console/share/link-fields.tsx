import type { Host, MeetingType } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { Choice, TextInput } from '../ui/fields.js';
import { type LinkDraft, problemsOf } from './link-draft.js';

interface LinkFieldsProps {
  readonly type: MeetingType;
  readonly hosts: readonly Host[];
  readonly draft: LinkDraft;
  /** Problems are shown only after an attempt to generate the link. */
  readonly showProblems: boolean;
  readonly onChange: (draft: LinkDraft) => void;
}

/** Fields for the recipient, the validity and the host of a link. */
export const LinkFields = ({ type, hosts, draft, showProblems, onChange }: LinkFieldsProps) => {
  const { share, common } = useTexts();
  const problems = showProblems ? problemsOf(draft) : {};
  const team = hosts.filter((host) => type.hostIds.includes(host.id));
  const allTogether = type.assignment === 'collective' ? share.allHosts : share.anyHost;
  return (
    <fieldset className="fields">
      <legend>{share.for}</legend>
      <TextInput
        label={common.optional(share.name)}
        hint={share.nameHint}
        value={draft.name}
        maxLength={200}
        onChange={(name) => onChange({ ...draft, name })}
      />
      <TextInput
        label={common.optional(share.email)}
        type="email"
        value={draft.email}
        maxLength={254}
        error={problems.email === undefined ? null : share[problems.email]}
        onChange={(email) => onChange({ ...draft, email })}
      />
      <TextInput
        label={common.optional(share.note)}
        value={draft.note}
        rows={2}
        maxLength={2000}
        onChange={(note) => onChange({ ...draft, note })}
      />
      <TextInput
        label={share.validDays}
        type="number"
        value={draft.days}
        error={problems.days === undefined ? null : share[problems.days]}
        onChange={(days) => onChange({ ...draft, days })}
      />
      {type.assignment !== 'single' && team.length > 1 && (
        <Choice
          label={share.calendar}
          value={draft.hostId}
          options={[{ value: '', label: allTogether }, ...team.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(hostId) => onChange({ ...draft, hostId })}
        />
      )}
    </fieldset>
  );
};
