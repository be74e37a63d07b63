import type { ReactNode } from 'react';
import type { Location } from '../api/client.js';
import { format, texts } from './texts/texts.js';

interface FactsProps {
  readonly time: { readonly start: string; readonly end: string };
  readonly location: Location | undefined;
  readonly children: ReactNode;
}

/** When and where a meeting takes place, and what else a page says about it. */
export const Facts = ({ time, location, children }: FactsProps) => (
  <dl className="facts">
    <Fact name={texts.when}>
      {format.span(time)} <span className="quiet">({format.zoneAt(time.start)})</span>
    </Fact>
    {location !== undefined && (
      <Fact name={texts.where}>
        {location.value === undefined || isRoom(location.value)
          ? texts.places[location.type]
          : `${texts.places[location.type]}: ${location.value}`}
      </Fact>
    )}
    {children}
  </dl>
);

export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

/** The room of a video call is only for the people of a booking that stands. */
const isRoom = (value: string): boolean => /^https?:/i.test(value);
