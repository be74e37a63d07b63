import { afterAll, beforeAll } from '@jest/globals';
import { StandaloneApp, type StandaloneOptions } from './standalone-app.js';
import { WorkspaceClient } from './workspace-client.js';

export interface ServedProduct {
  readonly app: StandaloneApp;
  readonly api: WorkspaceClient;
}

/** One product for all tests of a block, started before the first test and disposed of after the last. */
export const servedProduct = (options: StandaloneOptions = {}): ServedProduct => {
  const app = new StandaloneApp(options);
  const api = new WorkspaceClient();
  beforeAll(async () => {
    await app.start();
    await api.connect(app);
  });
  afterAll(async () => {
    api.close();
    await app.dispose();
  });
  return { app, api };
};
