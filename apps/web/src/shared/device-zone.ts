import { todaysZone } from '@bookonce/kernel/time-zones/zone-name';

/** The zone that times are shown in, and why that one. */
export interface ShownZone {
  readonly timeZone: string;
  readonly from: 'device' | 'offset' | 'host' | 'chosen';
}

/** The clock of a device as it reports it. */
export interface DeviceClock {
  /** A zone's name if all is well. Devices have reported other names, and none. */
  readonly timeZone: unknown;
  /** Local time minus UTC. */
  readonly offsetMinutes: number;
}

/** Names without a slash are abbreviations of a device's own, except these. */
const WITHOUT_SLASH = new Set(['UTC', 'GMT']);

/** Whether the browser can show times in the zone, and the service is likely to accept its name. */
export const isUsableZone = (timeZone: unknown): timeZone is string => {
  if (typeof timeZone !== 'string' || timeZone === 'Etc/Unknown') return false;
  if (!timeZone.includes('/') && !WITHOUT_SLASH.has(timeZone) && todaysZone(timeZone) === timeZone) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
};

/** Returns the zone whose clocks always have this offset; null if IANA has none, as for half hours. */
const zoneOfOffset = (offsetMinutes: number): string | null => {
  if (offsetMinutes === 0) return 'UTC';
  // The sign is the opposite of what people write.
  const zone = `Etc/GMT${offsetMinutes > 0 ? '-' : '+'}${Math.abs(offsetMinutes) / 60}`;
  return isUsableZone(zone) ? zone : null;
};

/** The zone of the device; else the one of its offset, the host's, or UTC. */
export const zoneFor = ({ timeZone, offsetMinutes }: DeviceClock, hostZone?: string): ShownZone =>
  isUsableZone(timeZone) ? { timeZone, from: 'device' } : fallbackZone(offsetMinutes, hostZone);

/** The zone that is left if the service refuses the device's. */
export const fallbackZone = (offsetMinutes: number, hostZone?: string): ShownZone => {
  const fixed = zoneOfOffset(offsetMinutes);
  if (fixed !== null) return { timeZone: fixed, from: 'offset' };
  return isUsableZone(hostZone) ? { timeZone: hostZone, from: 'host' } : { timeZone: 'UTC', from: 'offset' };
};

const reportedOptions = Intl.DateTimeFormat.prototype.resolvedOptions;

export const deviceOffsetMinutes = (): number => {
  const behind = new Date().getTimezoneOffset();
  return Number.isFinite(behind) ? 0 - behind : 0;
};

/** The device's clock, as it is. */
const deviceClock = (): DeviceClock => ({
  timeZone: reportedOptions.call(new Intl.DateTimeFormat()).timeZone,
  offsetMinutes: deviceOffsetMinutes(),
});

export const deviceZone = (hostZone?: string): ShownZone => zoneFor(deviceClock(), hostZone);

/** The time zone of the device, or what stands in for it. */
export const deviceTimeZone = (): string => deviceZone().timeZone;

/**
 * Makes libraries on this page see a usable zone. The calendar reads the zone from Intl, hands it back to Intl, and
 * would throw if the device has none.
 */
export const repairDeviceZone = (): void => {
  const { timeZone, from } = deviceZone();
  if (from === 'device') return;
  Intl.DateTimeFormat.prototype.resolvedOptions = function (this: Intl.DateTimeFormat) {
    const options = reportedOptions.call(this);
    return isUsableZone(options.timeZone) ? options : { ...options, timeZone };
  };
};
