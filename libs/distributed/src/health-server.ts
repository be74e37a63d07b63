import { bearsToken } from '@bookonce/platform/bearer-token';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface HealthServerOptions {
  readonly host: string;
  readonly port: number;
  /** Names of required parts that are unavailable. Ready if there are none. Has to answer within a second. */
  readonly away: () => readonly string[] | Promise<readonly string[]>;
  /** The bearer token that reads metrics. Null: only callers on this machine read them. */
  readonly metricsToken: string | null;
  /** Returns metrics in Prometheus' text format. */
  readonly metricsText: () => Promise<string>;
}

export interface HealthServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Serves `/health/live`, `/health/ready` and `/metrics` to operators. */
export const startHealthServer = async (options: HealthServerOptions): Promise<HealthServer> => {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, { title: 'GET only' });
    if (path === '/health/live') return send(response, 200, { status: 'ok' });
    if (path === '/health/ready') return void sendReadiness(response, options.away);
    if (path === '/metrics') {
      if (mayReadMetrics(request, options.metricsToken)) return void sendMetrics(response, options.metricsText);
      return send(response, 401, { title: 'Send METRICS_TOKEN as a bearer token' }, { 'www-authenticate': 'Bearer' });
    }
    send(response, 404, { title: 'There is /health/live, /health/ready and /metrics' });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const mayReadMetrics = ({ headers, socket }: IncomingMessage, token: string | null): boolean =>
  token === null ? LOOPBACK.test(socket.remoteAddress ?? '') : bearsToken(headers.authorization, token);

const LOOPBACK = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/;

const send = (response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
};

const sendReadiness = async (response: ServerResponse, check: HealthServerOptions['away']): Promise<void> => {
  const away = await check();
  if (away.length === 0) return send(response, 200, { status: 'ok' });
  send(response, 503, { status: 'unavailable', away }, { 'retry-after': '1' });
};

const sendMetrics = async (response: ServerResponse, text: () => Promise<string>): Promise<void> => {
  try {
    const metrics = await text();
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(metrics);
  } catch {
    send(response, 500, { title: 'The metrics could not be read' });
  }
};
