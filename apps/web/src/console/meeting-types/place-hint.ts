import type { MeetingType } from '../api/shapes.js';
import type { Texts } from '../texts/texts.js';

/** The hint of the field for a link, a number or an address. */
export const placeHint = (
  place: NonNullable<MeetingType['location']>['type'],
  { randomRoom, phoneHint }: Texts['editor'],
): { readonly hint?: string } => {
  switch (place) {
    case 'video':
      return { hint: randomRoom };
    case 'phone':
      return { hint: phoneHint };
    case 'inPerson':
      return {};
  }
};
