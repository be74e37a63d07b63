import { Input, Label, SearchField } from 'react-aria-components';
import type { MeetingType } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { Choice } from '../ui/choice.js';
import type { LinkFilter } from './find-links.js';

const STATUSES = ['active', 'consumed', 'expired', 'replaced', 'revoked'] as const;

interface LinkFiltersProps {
  readonly filter: LinkFilter;
  readonly types: readonly MeetingType[];
  readonly onChange: (filter: LinkFilter) => void;
}

export const LinkFilters = ({ filter, types, onChange }: LinkFiltersProps) => {
  const { links: t, common } = useTexts();
  return (
    <search className="filters">
      <SearchField className="field" value={filter.search} onChange={(search) => onChange({ ...filter, search })}>
        <Label>{t.search}</Label>
        <Input placeholder={t.searchHint} />
      </SearchField>
      <Choice
        label={t.status}
        value={filter.status}
        options={[
          { value: '', label: common.all },
          ...STATUSES.map((status) => ({ value: status, label: t.statuses[status] })),
        ]}
        onChange={(status) => onChange({ ...filter, status })}
      />
      <Choice
        label={t.type}
        value={filter.meetingTypeId}
        options={[{ value: '', label: common.all }, ...types.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(meetingTypeId) => onChange({ ...filter, meetingTypeId })}
      />
    </search>
  );
};
