import { Logger } from '@nestjs/common';
import { getApprovalPage, getBookingPage, getHomePage, getManagePage, getOptInPage } from '../api/page-api.js';
import { getProblemPage } from '../api/service-api.js';
import type { Answer } from '../http/answer.js';
import { type Endpoint, publicEndpoint } from '../http/endpoint.js';
import { nameOfFault } from '../http/fault.js';
import { faultPage, homePage, problemPage } from './plain-pages.js';
import { type Language, languageOf } from './language.js';
import { approvalPage, optInPage } from './decision-pages.js';
import { linkPage, managePage, type PageReaders } from './meeting-pages.js';

const logger = new Logger('Pages');

/** Answers people with a page in their language, also for errors. */
const asPage = async (
  { acceptLanguage }: { readonly acceptLanguage: string | null },
  work: (language: Language) => Answer | Promise<Answer>,
): Promise<Answer> => {
  const language = languageOf(acceptLanguage);
  try {
    return await work(language);
  } catch (fault) {
    logger.warn(`page failed: ${nameOfFault(fault)}`);
    return faultPage(language);
  }
};

export const pageEndpoints = (readers: PageReaders): readonly Endpoint[] => [
  publicEndpoint(getHomePage, (call) => asPage(call, () => homePage(readers.options.baseUrl))),

  publicEndpoint(getBookingPage, (call) => asPage(call, (language) => linkPage(readers, call.params.token, language))),

  publicEndpoint(getManagePage, (call) =>
    asPage(call, (language) => managePage(readers, call.params.manageToken, language)),
  ),

  publicEndpoint(getOptInPage, (call) =>
    asPage(call, (language) => optInPage(readers, call.params.optInToken, language)),
  ),

  publicEndpoint(getApprovalPage, (call) =>
    asPage(call, (language) => approvalPage(readers, call.params.approvalToken, call.query.decision ?? null, language)),
  ),

  publicEndpoint(getProblemPage, (call) => asPage(call, () => problemPage(call.params.slug))),
];
