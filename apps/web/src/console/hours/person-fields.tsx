import { hasVisibleCharacter } from '@bookonce/kernel/shown-text';
import { useMemo } from 'react';
import { ZoneSearch } from '../../slots/zone-search.js';
import { looksLikeEmail } from '../../shared/email-address.js';
import { useTexts } from '../texts/texts.js';
import { Choice, TextInput } from '../ui/fields.js';
import { useProblemText } from '../ui/use-problem-text.js';
import { languageOptions } from './language-options.js';
import type { HostDraft } from './host-draft.js';
import type { RefusedParts } from './refused-hours.js';

interface PersonFieldsProps {
  readonly draft: HostDraft;
  readonly showProblems: boolean;
  /** Problems that the service found. */
  readonly refused: RefusedParts;
  readonly onChange: (draft: HostDraft) => void;
}

/** Fields for the host's name, e-mail address and time zone. */
export const PersonFields = ({ draft, showProblems, refused, onChange }: PersonFieldsProps) => {
  const { hours, common, share } = useTexts();
  const problemText = useProblemText();
  const opened = useMemo(() => new Date().toISOString(), []);
  const isNameWrong = showProblems && !hasVisibleCharacter(draft.name);
  const email = draft.email.trim();
  const emailProblem = email === '' ? common.required : looksLikeEmail(email) ? null : share.emailWrong;
  return (
    <fieldset className="card fields">
      <legend>{hours.who}</legend>
      <TextInput
        label={hours.name}
        value={draft.name}
        isRequired
        maxLength={200}
        error={isNameWrong ? common.required : problemText(refused.name)}
        onChange={(name) => onChange({ ...draft, name })}
      />
      <TextInput
        label={hours.email}
        type="email"
        hint={hours.emailHint}
        value={draft.email}
        isRequired
        maxLength={254}
        error={(showProblems ? emailProblem : null) ?? problemText(refused.email)}
        onChange={(typed) => onChange({ ...draft, email: typed })}
      />
      <ZoneSearch
        label={hours.zone}
        timeZone={draft.timeZone}
        at={opened}
        error={problemText(refused.timeZone)}
        onChoose={(timeZone) => onChange({ ...draft, timeZone })}
      />
      <Choice
        label={hours.language}
        hint={hours.languageHint}
        value={draft.language}
        options={[{ value: '', label: hours.usualLanguage }, ...languageOptions(draft.language)]}
        error={problemText(refused.language)}
        onChange={(language) => onChange({ ...draft, language })}
      />
    </fieldset>
  );
};
