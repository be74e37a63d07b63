import { Logger } from '@nestjs/common';
import { getApprovalPage, getBookingPage, getHomePage, getManagePage, getOptInPage } from '../api/page-api.js';
import { getProblemPage } from '../api/service-api.js';
import type { Answer } from '../http/answer.js';
import { type Endpoint, publicEndpoint } from '../http/endpoint.js';
import { nameOfFault } from '../http/fault.js';
import { faultPage, homePage, problemPage } from './plain-pages.js';
import { languageOf } from './language.js';
import { approvalPage, optInPage } from './decision-pages.js';
import { linkPage, managePage, type PageCaller, type PageReaders } from './meeting-pages.js';

const logger = new Logger('Pages');

/** Answers people with a page in their language, also for errors. */
const asPage = async (
  { acceptLanguage, client }: Pick<PageCaller, 'client'> & { readonly acceptLanguage: string | null },
  work: (caller: PageCaller) => Answer | Promise<Answer>,
): Promise<Answer> => {
  const language = languageOf(acceptLanguage);
  try {
    return await work({ language, client });
  } catch (fault) {
    logger.warn(`page failed: ${nameOfFault(fault)}`);
    return faultPage(language);
  }
};

export const pageEndpoints = (readers: PageReaders): readonly Endpoint[] => [
  publicEndpoint(getHomePage, (call) => asPage(call, () => homePage(readers.options.baseUrl))),

  publicEndpoint(getBookingPage, (call) => asPage(call, (caller) => linkPage(readers, call.params.token, caller))),

  publicEndpoint(getManagePage, (call) =>
    asPage(call, (caller) => managePage(readers, call.params.manageToken, caller)),
  ),

  publicEndpoint(getOptInPage, (call) => asPage(call, (caller) => optInPage(readers, call.params.optInToken, caller))),

  publicEndpoint(getApprovalPage, (call) =>
    asPage(call, (caller) => approvalPage(readers, call.params.approvalToken, call.query.decision ?? null, caller)),
  ),

  publicEndpoint(getProblemPage, (call) => asPage(call, () => problemPage(call.params.slug))),
];
