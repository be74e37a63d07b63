import { parseCommandLine, UsageError, wholeNumber } from '@bookonce/platform/command-line';

export const HELP = `npm run prove -- --url <address> --key <API key> [options]

Proves on a running installation that one link books at most one meeting: many clients book with the same links at the
same moment, and every answer and history is checked. It makes a host, meeting types and links of its own, mails only
addresses under .invalid, and in the end cancels its bookings and revokes its links.

  --url       address of the installation                     http://localhost:3000
  --key       an API key of it; or set BOOKONCE_API_KEY, which other users of this machine cannot see
  --links     links in each race, 1 to 50                     10
  --attempts  attempts on each link at once, 2 to 40          20
  --json      prints one JSON object instead of the table
  --help      this

An installation lets one client attempt 120 bookings a minute, except on its own machine: from elsewhere, the defaults take
some minutes.

Ends with 0 if everything held, with 1 if it did not or could not be checked, with 2 if the command line is wrong.
`;

export interface Settings {
  readonly url: string;
  readonly key: string;
  /** Links in each race. */
  readonly links: number;
  /** Attempts on each link at once. */
  readonly attempts: number;
  readonly json: boolean;
}

const options = {
  url: { type: 'string', default: 'http://localhost:3000' },
  key: { type: 'string' },
  links: { type: 'string', default: '10' },
  attempts: { type: 'string', default: '20' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Returns the settings, or 'help' if that is asked for. Throws {@link UsageError}. */
export const readArguments = (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Settings | 'help' => {
  const { help, url, json, ...given } = parseCommandLine({ args: [...args], options }).values;
  if (help) return 'help';
  const key = given.key ?? environment['BOOKONCE_API_KEY'];
  if (key === undefined || key === '')
    throw new UsageError('an API key is missing: pass --key or set BOOKONCE_API_KEY');
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new UsageError(`--url must be an address such as https://book.example.com, not ${JSON.stringify(url)}`);
  }
  return {
    url: new URL(url).origin,
    key,
    links: wholeNumber('--links', given.links, 1, 50),
    attempts: wholeNumber('--attempts', given.attempts, 2, 40),
    json,
  };
};
