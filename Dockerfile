# Two images: `embedded` runs the whole product in one process; the default one runs each service of the distributed
# profile, and the command says which.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps ./apps
COPY libs ./libs
COPY tools/build ./tools/build
COPY .swcrc tsconfig.base.json ./
RUN npm ci --ignore-scripts && node tools/build/build.mjs

FROM build AS embedded-files
RUN node tools/build/copy-closure.mjs /files apps/standalone apps/web

FROM build AS distributed-files
RUN node tools/build/copy-closure.mjs /files apps/gateway apps/link-service apps/availability-service apps/booking-service apps/notification-service apps/calendar-service apps/ops apps/web

FROM node:24.21.0-bookworm-slim AS runtime
ENV NODE_ENV=production NODE_OPTIONS=--disable-warning=ExperimentalWarning HOST=0.0.0.0 PORT=3000
WORKDIR /app
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

FROM runtime AS embedded
COPY --from=embedded-files --chown=node:node /files ./
RUN install --directory --owner=node --group=node /data
ENV DATA_DIR=/data
VOLUME /data
USER node
CMD ["node", "apps/standalone/dist/main.js"]

FROM runtime AS distributed
COPY --from=distributed-files --chown=node:node /files ./
USER node
CMD ["node", "apps/gateway/dist/main.js"]
