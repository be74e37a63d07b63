import { hosts, meetingTypes } from '@bookonce/availability/views/availability-documents';
import { hostsOfLink } from '@bookonce/contracts/values/meeting-type';
import { instantOf } from '@bookonce/kernel/json';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { GatewayOptions } from '../gateway-options.js';
import { linkOfToken } from '../handlers/by-token.js';
import { publicLinkForm } from '../handlers/link-form.js';
import type { Answer } from '../http/answer.js';
import { endPage, usedPage } from './end-page.js';
import { faultPage } from './fault-page.js';
import { messagesIn, type Language } from './language.js';
import { meetingShell } from './meeting-shell.js';

export interface PageReaders {
  readonly readModels: ReadModels;
  readonly clock: Pick<Clock, 'now'>;
  readonly options: GatewayOptions;
}

/** The page behind a link. Opening it changes nothing (I10), not even by a mail scanner that runs its scripts. */
export const linkPage = async (
  { readModels, clock, options }: PageReaders,
  token: string,
  language: Language,
): Promise<Answer> => {
  const link = await linkOfToken(readModels, options.vault, token);
  if (link === null) return endPage('unknown', language);
  const now = instantOf(clock.now());
  if (link.status === 'consumed') return usedPage(token, now, language);
  if (link.status !== 'active') return endPage(link.status, language);
  const type = await readModels.get(meetingTypes, link.meetingTypeId);
  if (type === null) return faultPage(language);
  const whose = hostsOfLink(link, type);
  const found = await Promise.all(whose.hostIds.map((id) => readModels.get(hosts, id)));
  const form = publicLinkForm(
    link,
    type,
    found.filter((host) => host !== null),
  );
  const { name, durationMinutes, location, description } = form.meetingType;
  return meetingShell({
    language,
    eyebrow: invitation(
      form.hosts.map((host) => host.name),
      whose.assignment === 'collective',
      language,
    ),
    title: name,
    durationMinutes,
    location,
    description,
    content: 'times',
    data: { kind: 'link', token, link: form, now },
  });
};

/** All hosts take a collective meeting; otherwise one of them does, not yet decided. */
const invitation = (names: readonly string[], isTogether: boolean, language: Language): string => {
  const messages = messagesIn(language);
  const listed = new Intl.ListFormat(language).format(names);
  if (names.length < 2) return messages.invites(listed);
  return isTogether
    ? messages.inviteTogether(listed)
    : messages.oneOf(new Intl.ListFormat(language, { type: 'disjunction' }).format(names));
};
