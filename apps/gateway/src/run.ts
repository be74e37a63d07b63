import { readGatewayConfig } from '@bookonce/distributed/service-config';
import { startProcess } from '@bookonce/hosting/start-process';
import { runGateway } from './run-gateway.js';

export const run = (): Promise<void> => startProcess('gateway', readGatewayConfig, runGateway);
