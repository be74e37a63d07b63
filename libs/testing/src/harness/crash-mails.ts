import type { LinkAnswer } from './api-shapes.js';
import type { Known } from './crash-requests.js';
import { eventually } from './eventually.js';
import { tokenOf } from './workspace-client.js';
import { MailFolder, optInTokenIn, type WrittenMail } from './written-mails.js';

/** How long mails may take after a restart. */
const PATIENCE = { withinMs: 60_000, everyMs: 50 };

/** Reads the mails of a crash trial, in which every attendee has a name and an address that nobody else has. */
export class CrashMails {
  readonly #folder: MailFolder;

  constructor(dataDir: string) {
    this.#folder = new MailFolder(dataDir);
  }

  /** Waits for the mails that ask for the opt-in. Returns their tokens, in the order of the bookings. */
  optInTokens(bookings: readonly Known[]): Promise<readonly string[]> {
    return eventually(async () => {
      await this.#folder.catchUp();
      const asked = new Map(this.#folder.mails.map((mail) => [mail.to, mail]));
      return bookings.map(({ attendee, bookingId }) => {
        const mail = asked.get(attendee.email);
        const token = mail === undefined ? null : optInTokenIn(mail);
        if (token === null) throw new Error(`nobody was asked to confirm ${bookingId}`);
        return token;
      });
    }, PATIENCE);
  }

  /** Waits for the mails about how each booking ended. Throws if one is missing, or any mail came twice. */
  async check(bookings: readonly Known[], freshLinks: ReadonlyMap<string, LinkAnswer>): Promise<void> {
    await eventually(async () => {
      await this.#folder.catchUp();
      const byReader = Map.groupBy(this.#folder.mails, readerOf);
      const missing = bookings.flatMap((known) => {
        const freshLink = known.freshLinkId === null ? undefined : freshLinks.get(known.freshLinkId);
        const toAttendee = byReader.get(known.attendee.email) ?? [];
        const toHost = byReader.get(known.attendee.name) ?? [];
        return missingMails(known, toAttendee, toHost, freshLink);
      });
      if (missing.length > 0) throw new Error(`mails are missing:\n${missing.join('\n')}`);
    }, PATIENCE);
    const repeated = [...Map.groupBy(this.#folder.mails, ({ to, subject }) => `"${subject}" to ${to}`)]
      .filter(([, mails]) => mails.length > 1)
      .map(([effect, mails]) => `${mails.length} times ${effect}`);
    if (repeated.length > 0) throw new Error(`mails were sent more than once:\n${repeated.join('\n')}`);
  }
}

/** The attendee's address; of a mail to a host, the attendee's name, which is in its subject. */
const readerOf = ({ to, subject }: WrittenMail): string => /\bguest-[\w-]+/.exec(subject)?.[0] ?? to;

const missingMails = (
  { mode, attendee, status, bookingId }: Known,
  toAttendee: readonly WrittenMail[],
  toHost: readonly WrittenMail[],
  freshLink: LinkAnswer | undefined,
): readonly string[] => {
  const missing = (mails: readonly WrittenMail[], beginning: string, content = ''): readonly string[] =>
    mails.some(({ subject, text }) => subject.startsWith(beginning) && text.includes(content))
      ? []
      : [`"${beginning}" about ${bookingId} of ${attendee.email}, which is ${status}`];
  switch (status) {
    case 'confirmed':
      return [
        ...missing(toAttendee, 'Booked: '),
        ...missing(toHost, mode === 'approval' ? 'Confirmed: ' : `${attendee.name} booked `),
      ];
    case 'declined':
      return missing(toAttendee, 'Declined: ', freshLink === undefined ? '' : tokenOf(freshLink.url));
    case LAPSED:
      return [...missing(toAttendee, 'Not confirmed: '), ...missing(toHost, 'Request expired: ')];
    default:
      return [];
  }
};

/** The status of a request that no host answered in time, in a crash trial. */
export const LAPSED = 'declined by time';
