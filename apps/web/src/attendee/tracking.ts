/** Parameters of the page's address that say where the attendee came from. */
export type Tracking = Readonly<Record<string, string>>;

const TRACKED = /^(utm_[a-z0-9_]{1,32}|ref)$/;
const MAX_LENGTH = 200;
const MAX_KEYS = 20;

/** Finds `utm_*` and `ref` in a query string. Leaves out what the service would refuse, so that it never blocks a booking. */
export const trackingOf = (search: string): Tracking => {
  const found = [...new URLSearchParams(search)].filter(
    ([name, value]) => TRACKED.test(name) && value !== '' && value.length <= MAX_LENGTH && !/\p{Cc}/u.test(value),
  );
  return Object.fromEntries(found.slice(0, MAX_KEYS));
};
