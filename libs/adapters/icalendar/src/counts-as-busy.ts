import { type JcalComponent, parameterOf, type JcalProperty, propertiesOf, textOf, valueText } from './jcal.js';

export interface BusyRules {
  /** In lower case. */
  readonly addresses: ReadonlySet<string>;
  readonly allEventsBusy: boolean;
}

/** Outlook's states that leave a person free, whatever TRANSP says. */
const FREE_STATES = new Set(['FREE', 'WORKINGELSEWHERE']);

const isFree = (event: JcalComponent): boolean =>
  textOf(event, 'transp').toUpperCase() === 'TRANSPARENT' ||
  FREE_STATES.has(textOf(event, 'x-microsoft-cdo-busystatus').toUpperCase());

/** iCloud names people by other URIs than `mailto:`, with their address as a parameter. */
const addressesOf = (attendee: JcalProperty): readonly string[] =>
  [valueText(attendee[3]).replace(/^mailto:/i, ''), parameterOf(attendee, 'email') ?? ''].map((address) =>
    address.trim().toLowerCase(),
  );

const isDeclined = (event: JcalComponent, { addresses }: BusyRules): boolean =>
  propertiesOf(event, 'attendee').some(
    (attendee) =>
      parameterOf(attendee, 'partstat')?.toUpperCase() === 'DECLINED' &&
      addressesOf(attendee).some((address) => addresses.has(address)),
  );

/**
 * True if an event makes its host busy. Tentative events and unanswered invitations do, cancelled events and declined
 * invitations never do. `allEventsBusy` counts events that leave the host free.
 */
export const countsAsBusy = (event: JcalComponent, rules: BusyRules): boolean =>
  textOf(event, 'status').toUpperCase() !== 'CANCELLED' &&
  !isDeclined(event, rules) &&
  (rules.allEventsBusy || !isFree(event));
