import '../style/zone-search.css';
import { useMemo, useState } from 'react';
import { Button, ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useLanguage } from '../messages/language.js';
import { findZones, placeOf, zoneChoices } from './find-zones.js';

export interface ZoneSearchProps {
  readonly label: string;
  readonly timeZone: string;
  /** The offsets in the list are those of this time. */
  readonly at: string;
  readonly takesFocus?: boolean;
  /** Null if the zone is valid. */
  readonly error?: string | null;
  readonly onChoose: (timeZone: string) => void;
}

/** A searchable list of all time zones. */
export const ZoneSearch = ({ label, timeZone, at, takesFocus = false, error = null, onChoose }: ZoneSearchProps) => {
  const { messages, locale } = useLanguage();
  const choices = useMemo(() => zoneChoices(locale, new Date(at)), [locale, at]);
  const current = placeOf(choices, timeZone);
  /** Null while nothing is typed: the field then shows the chosen zone, and the list all zones. */
  const [typed, setTyped] = useState<string | null>(null);
  const found = useMemo(() => findZones(choices, typed ?? ''), [choices, typed]);
  return (
    <ComboBox
      className="field zone-search"
      menuTrigger="focus"
      autoFocus={takesFocus}
      items={found}
      allowsEmptyCollection
      isInvalid={error !== null}
      validationBehavior="aria"
      inputValue={typed ?? current}
      onInputChange={(text) => setTyped(text === current ? null : text)}
      selectedKey={timeZone}
      onSelectionChange={(key) => {
        setTyped(null);
        if (key !== null) onChoose(String(key));
      }}
      onBlur={() => setTyped(null)}
    >
      <Label>{label}</Label>
      <div className="combo">
        <Input onFocus={(event) => event.target.select()} />
        <Button className="icon-button" aria-label={messages.searchZone}>
          <span aria-hidden="true">▾</span>
        </Button>
      </div>
      <FieldError className="wrong">{error}</FieldError>
      <Popover className="combo-popover">
        <ListBox className="combo-list" renderEmptyState={() => <p className="quiet combo-empty">{messages.noZone}</p>}>
          {({ id, place, offset }: (typeof found)[number]) => (
            <ListBoxItem id={id} textValue={place} className="combo-item">
              <span>{place}</span> <span className="quiet">{offset}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
};
