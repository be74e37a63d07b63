import { useId, useMemo, useState } from 'react';
import { Button, Input, Label, SearchField } from 'react-aria-components';
import { useMessages } from '../messages/language.js';
import { useServiceNow } from '../shared/service-time.js';
import { allTimeZones, searchZones, utcOffset } from '../shared/time-format.js';

interface ZonePickerProps {
  readonly timeZone: string;
  readonly onChange: (timeZone: string) => void;
}

/** Shows the time zone, and a searchable list to change it. */
export const ZonePicker = ({ timeZone, onChange }: ZonePickerProps) => {
  const messages = useMessages();
  const [isOpen, setOpen] = useState(false);
  const serviceNow = useServiceNow();
  const now = useMemo(serviceNow, [serviceNow]);
  const name = timeZone.replaceAll('_', ' ');
  return (
    <div className="zone">
      <p>
        <span className="quiet">{messages.timeZone}:</span> {name}{' '}
        <span className="quiet">({utcOffset(timeZone, now)})</span>
      </p>
      <Button className="link-button" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {messages.changeZone}
      </Button>
      {isOpen && (
        <ZoneList
          timeZone={timeZone}
          now={now}
          onChoose={(chosen) => {
            onChange(chosen);
            setOpen(false);
          }}
        />
      )}
    </div>
  );
};

interface ZoneListProps {
  readonly timeZone: string;
  readonly now: Date;
  readonly onChoose: (timeZone: string) => void;
}

const ZoneList = ({ timeZone, now, onChoose }: ZoneListProps) => {
  const messages = useMessages();
  const [search, setSearch] = useState('');
  const zones = useMemo(() => allTimeZones(timeZone, now), [timeZone, now]);
  const found = searchZones(zones, search);
  const [marked, setMarked] = useState(timeZone);
  const first = found[0]?.id;
  // The button takes the entry that the list shows as selected.
  const selected = found.some(({ id }) => id === marked) ? marked : first;
  const listId = useId();
  const choose = (): void => {
    if (selected !== undefined) onChoose(selected);
  };
  return (
    <div className="zone-list">
      <SearchField value={search} onChange={setSearch} onSubmit={choose} className="field">
        <Label>{messages.searchZone}</Label>
        <Input />
      </SearchField>
      <p role="status" className="quiet">
        {messages.zoneCount(found.length)}
      </p>
      <label htmlFor={listId} className="visually-hidden">
        {messages.timeZone}
      </label>
      <select id={listId} size={6} value={selected ?? ''} onChange={(event) => setMarked(event.target.value)}>
        {found.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      <Button className="secondary" isDisabled={selected === undefined} onPress={choose}>
        {messages.useZone}
      </Button>
    </div>
  );
};
