import { DEMO_OWNER } from '@bookonce/demo-workspace/demo-workspace';
import type { Standalone } from './standalone.js';

/** What a person reads after starting: where it is, and on the first start what to try. */
export const welcome = ({ baseUrl, firstRun }: Pick<Standalone, 'baseUrl' | 'firstRun'>, dataDir: string): string => {
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
      `  make a link       curl ${baseUrl}/v1/links -H 'Authorization: Bearer ${firstRun.apiKey}' \\`,
      `                      -H 'Content-Type: application/json' -d '{"meetingTypeId":"<id of a meeting type>"}'`,
      '',
      `The same is kept in ${dataDir}/first-run.json; mails that would be sent are in ${dataDir}/mails.`,
    );
  }
  return `${lines.join('\n')}\n`;
};
