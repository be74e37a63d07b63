import type { FastifyInstance } from 'fastify';
import { notFound } from '../http/answer.js';
import { send } from '../http/send.js';
import { consolePage } from './console-page.js';
import { languageOf } from './language.js';
import { ASSETS_PATH, webFiles } from './web-files.js';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** The console finds its way by its own address, so one page answers for all of them. */
export const serveConsole = (fastify: FastifyInstance): void => {
  for (const path of ['/console', '/console/*']) {
    fastify.get(path, (request, reply) =>
      send(reply, consolePage(languageOf(request.headers['accept-language'] ?? null))),
    );
  }
};

/** The files that pages load, compressed as the browser can take them. */
export const serveAssets = (fastify: FastifyInstance): void => {
  const { files } = webFiles();
  fastify.get<{ Params: { name: string } }>(`${ASSETS_PATH}:name`, (request, reply) => {
    const file = files.get(request.params.name);
    if (file === undefined) {
      send(reply, notFound());
      return;
    }
    const accepted = String(request.headers['accept-encoding'] ?? '');
    reply.headers({ 'content-type': file.contentType, 'cache-control': FOR_EVER, vary: 'accept-encoding' });
    if (/\bbr\b/.test(accepted)) void reply.header('content-encoding', 'br').send(file.brotli);
    else if (/\bgzip\b/.test(accepted)) void reply.header('content-encoding', 'gzip').send(file.gzip);
    else void reply.send(file.plain);
  });
};
