import { useId, useMemo, useState } from 'react';
import { Button, Input, Label, SearchField } from 'react-aria-components';
import { useMessages } from '../messages/language.js';
import { useServiceNow } from '../shared/service-time.js';
import { allTimeZones, matching, offsetOf } from '../shared/moments.js';

interface ZonePickerProps {
  readonly timeZone: string;
  readonly onChange: (timeZone: string) => void;
}

/** The zone that times are shown in, and a list to search for another. */
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
        <span className="quiet">({offsetOf(timeZone, now)})</span>
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
  const found = matching(zones, search);
  const [marked, setMarked] = useState(timeZone);
  const first = found[0]?.id;
  // What the list shows as marked is what the button takes.
  const taken = found.some(({ id }) => id === marked) ? marked : first;
  const listId = useId();
  const take = (): void => {
    if (taken !== undefined) onChoose(taken);
  };
  return (
    <div className="zone-list">
      <SearchField value={search} onChange={setSearch} onSubmit={take} className="field">
        <Label>{messages.searchZone}</Label>
        <Input />
      </SearchField>
      <p role="status" className="quiet">
        {messages.zoneCount(found.length)}
      </p>
      <label htmlFor={listId} className="visually-hidden">
        {messages.timeZone}
      </label>
      <select id={listId} size={6} value={taken ?? ''} onChange={(event) => setMarked(event.target.value)}>
        {found.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      <Button className="secondary" isDisabled={taken === undefined} onPress={take}>
        {messages.useZone}
      </Button>
    </div>
  );
};
