import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { getBookingPage, getHomePage, getManagePage } from '../api/page-api.js';
import { getProblemPage } from '../api/service-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { seeOther, type Answer } from '../http/answer.js';
import { publicEndpoint, type Endpoint } from '../http/endpoint.js';
import { nameOfFault } from '../http/fault.js';
import { send } from '../http/send.js';
import { scriptAnswer, styleAnswer } from './assets.js';
import { faultPage } from './fault-page.js';
import { homePage } from './home-page.js';
import { SCRIPT_PATH, STYLE_PATH } from './layout.js';
import type { LinkPages } from './link-pages.js';
import type { ManagePages } from './manage-pages.js';
import { problemPage } from './problem-page.js';
import { readForm } from './submitted-form.js';

export interface PageDeps {
  readonly linkPages: LinkPages;
  readonly managePages: ManagePages;
  readonly options: GatewayOptions;
}

const FORM_LIMIT = 64 * 1024;
const logger = new Logger('Pages');

/** A person gets a page, whatever happens. */
const asPage = async (work: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await work();
  } catch (fault) {
    logger.warn(`page failed: ${nameOfFault(fault)}`);
    return faultPage();
  }
};

export const pageEndpoints = ({ linkPages, managePages, options }: PageDeps): readonly Endpoint[] => [
  publicEndpoint(getHomePage, () => Promise.resolve(homePage(options.baseUrl))),

  publicEndpoint(getBookingPage, ({ params, query }) => asPage(() => linkPages.show(params.token, query))),

  publicEndpoint(getManagePage, ({ params }) => asPage(() => managePages.show(params.manageToken))),

  publicEndpoint(getProblemPage, ({ params }) => Promise.resolve(problemPage(params.slug))),
];

/** What only pages need: their forms' endpoints, the one place that takes an urlencoded body, and their files. */
export const registerPageFiles = (fastify: FastifyInstance, { linkPages, managePages }: PageDeps): void => {
  fastify.get(STYLE_PATH, (_request, reply) => send(reply, styleAnswer()));
  fastify.get(SCRIPT_PATH, (_request, reply) => send(reply, scriptAnswer()));
  void fastify.register((forms, _options, done) => {
    forms.removeAllContentTypeParsers();
    const parser = { parseAs: 'string', bodyLimit: FORM_LIMIT } as const;
    forms.addContentTypeParser('application/x-www-form-urlencoded', parser, (_request, body, parsed) => {
      parsed(null, readForm(String(body)));
    });
    // Whoever reloads the address of the form's answer is led back to the link.
    forms.get<{ Params: { token: string } }>('/1t/:token/book', (request, reply) =>
      send(reply, seeOther(`/1t/${encodeURIComponent(request.params.token)}`)),
    );
    forms.post<{ Params: { token: string }; Body: ReturnType<typeof readForm> | undefined }>(
      '/1t/:token/book',
      (request, reply) => {
        void asPage(() => linkPages.book(request.params.token, request.body ?? {})).then((answer) =>
          send(reply, answer),
        );
      },
    );
    forms.get<{ Params: { manageToken: string } }>('/m/:manageToken/cancel', (request, reply) =>
      send(reply, seeOther(`/m/${encodeURIComponent(request.params.manageToken)}`)),
    );
    forms.post<{ Params: { manageToken: string }; Body: ReturnType<typeof readForm> | undefined }>(
      '/m/:manageToken/cancel',
      (request, reply) => {
        void asPage(() => managePages.cancel(request.params.manageToken, request.body ?? {})).then((answer) =>
          send(reply, answer),
        );
      },
    );
    done();
  });
};
