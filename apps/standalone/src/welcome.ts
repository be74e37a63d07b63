import { DEMO_OWNER } from '@bookonce/demo-workspace/demo-workspace';
import type { Config } from '@bookonce/platform/config';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Standalone } from './standalone.js';

/** Returns the text that the start prints: the addresses, and on the first start what to try. */
export const welcome = (
  { baseUrl, firstRun }: Pick<Standalone, 'baseUrl' | 'firstRun'>,
  { dataDir, smtpUrl }: Pick<Config, 'dataDir' | 'smtpUrl'>,
): string => {
  const lines = [`Bookonce is ready at ${baseUrl}, its console at ${baseUrl}/console`];
  if (firstRun !== null) {
    lines.push(
      '',
      'This is the first start, so there is a demo workspace with two hosts, two meeting types and one link:',
      `  book with it      ${firstRun.demoLinkUrl}`,
      `  sign in           ${firstRun.consoleUrl}`,
      `                    once, within 15 minutes; for another, ask at ${baseUrl}/console as ${DEMO_OWNER.email}`,
      `  API key           ${firstRun.apiKey}`,
      `  meeting types     curl ${baseUrl}/v1/meeting-types -H 'Authorization: Bearer ${firstRun.apiKey}'`,
      `  create a link     curl ${baseUrl}/v1/links -H 'Authorization: Bearer ${firstRun.apiKey}' \\`,
      `                      -H 'Content-Type: application/json' -d '{"meetingTypeId":"<id of a meeting type>"}'`,
      '',
      `All of this is also in ${dataDir}/first-run.json. ${mailsGoTo(smtpUrl, dataDir)}`,
    );
  }
  if (firstRun === null && !existsSync(join(dataDir, 'first-run.json'))) {
    lines.push(
      `There is no ${dataDir}/first-run.json. If you have no API key, ask for a sign-in link at ${baseUrl}/console as the owner`,
      `of your workspace (${DEMO_OWNER.email} in a demo workspace), and create a key there. ${mailsGoTo(smtpUrl, dataDir)}`,
    );
  }
  return `${lines.join('\n')}\n`;
};

const mailsGoTo = (smtpUrl: string | null, dataDir: string): string =>
  smtpUrl === null
    ? `Mails are not sent but kept in ${dataDir}/mails; set SMTP_URL to send them.`
    : `Mails are sent by ${new URL(smtpUrl).host}.`;
