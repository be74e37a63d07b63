import { instantOf } from '@bookonce/kernel/json';
import type { Clock } from '@bookonce/kernel/ports/clock';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, onSendHookHandler } from 'fastify';
import { send } from '../http/answer.js';
import { consolePage } from './plain-pages.js';
import { languageOf } from './language.js';
import { ASSETS_PATH, WEB_BUNDLE, webFiles } from './web-files.js';

/** Serves one page for every address of the console, whose router reads the address in the browser. */
export const serveConsole = (fastify: FastifyInstance, clock: Clock): void => {
  for (const path of ['/console', '/console/*']) {
    fastify.get(path, (request, reply) =>
      send(reply, consolePage(languageOf(request.headers['accept-language'] ?? null), instantOf(clock.now()))),
    );
  }
};

/**
 * Serves the scripts and styles of the pages, precompressed if the browser accepts it. Their names hold a hash of their
 * content, so browsers may keep them for good. Throws if the bundle was not built.
 */
export const serveAssets = (fastify: FastifyInstance): void => {
  webFiles();
  void fastify.register((assets, _options, done) => {
    assets.addHook('onSend', useRegisteredScriptType);
    void assets.register(fastifyStatic, {
      root: WEB_BUNDLE,
      prefix: ASSETS_PATH,
      // One route for each file: no other path reaches the disk.
      wildcard: false,
      globIgnore: ['**/!(*.js|*.css)'],
      index: false,
      decorateReply: false,
      preCompressed: true,
      maxAge: '1y',
      immutable: true,
      etag: false,
      lastModified: false,
      acceptRanges: false,
    });
    done();
  });
};

/** Names scripts as RFC 9239 does; the plugin uses a type that the RFC made obsolete. */
const useRegisteredScriptType: onSendHookHandler = (_request, reply, _payload, done) => {
  const type = reply.getHeader('content-type');
  if (String(type).startsWith('application/javascript')) reply.header('content-type', 'text/javascript; charset=utf-8');
  done();
};
