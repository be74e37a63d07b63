import { lazy, Suspense, useState } from 'react';
import { Button } from 'react-aria-components';
import { useMessages } from '../messages/language.js';
import type { ShownZone } from '../shared/device-zone.js';
import { zoneWithOffset } from '../shared/time-format.js';

/** Loaded when the list is opened: few people change the zone. */
const ZoneSearch = lazy(async () => ({ default: (await import('./zone-search.js')).ZoneSearch }));

interface ZonePickerProps {
  readonly zone: ShownZone;
  /** An instant of the day whose times are shown. */
  readonly at: string;
  readonly onChange: (zone: ShownZone) => void;
}

/** Shows the time zone with its offset at that time, and a searchable list to change it. */
export const ZonePicker = ({ zone: { timeZone, from }, at, onChange }: ZonePickerProps) => {
  const messages = useMessages();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="zone">
      <p>
        <span className="quiet">{messages.timeZone}:</span> {zoneWithOffset(timeZone, new Date(at))}
      </p>
      {(from === 'offset' || from === 'host') && <p className="quiet">{messages.zoneGuessed}</p>}
      <Button className="link-button" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {messages.changeZone}
      </Button>
      {isOpen && (
        <Suspense
          fallback={
            <p role="status" className="quiet">
              {messages.loadingZones}
            </p>
          }
        >
          <ZoneSearch
            label={messages.searchZone}
            timeZone={timeZone}
            at={at}
            takesFocus
            onChoose={(chosen) => {
              onChange({ timeZone: chosen, from: 'chosen' });
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </div>
  );
};
