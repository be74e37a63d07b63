/**
 * Writes apps/web/src/api/schema.d.ts, the types of the HTTP API, from the OpenAPI document of the product.
 *
 *   npm run web:types               writes the file
 *   npm run web:types -- --check    fails if the file is out of date
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scriptCommandLine } from '../../libs/platform/src/command-line.ts';

const root = join(import.meta.dirname, '..', '..');
const target = join(root, 'apps/web/src/api/schema.d.ts');
const apiFolder = join(root, 'libs/gateway/dist/api');
const load = (/** @type {string} */ file) => import(pathToFileURL(file).href);

/** Collects the operations of the gateway's api modules. */
const operations = async () => {
  const files = readdirSync(apiFolder)
    .filter((file) => file.endsWith('-api.js'))
    .sort();
  const modules = await Promise.all(files.map((file) => load(join(apiFolder, file))));
  return modules.flatMap((module) => Object.values(module).filter((value) => 'method' in value && 'path' in value));
};

/** Returns the up-to-date content of the file. */
export const apiTypes = async () => {
  const { openApiDocument } = await load(join(apiFolder, 'openapi.js'));
  const fromWeb = createRequire(join(root, 'apps/web/package.json'));
  const { default: openapiTypes, astToString } = fromWeb('openapi-typescript');
  const document = openApiDocument(await operations(), 'http://localhost');
  return `// Made by \`npm run web:types\` from /openapi.json.\n${astToString(await openapiTypes(document))}`;
};

if (process.argv[1] === import.meta.filename) {
  const HELP = 'npm run web:types -- [--check]: writes the types, or with --check says whether they are up to date';
  const tool = { name: 'web:types', help: HELP };
  const { values } = scriptCommandLine(tool, { options: { check: { type: 'boolean', default: false } } });
  const wanted = await apiTypes();
  if (values.check && readFileSync(target, 'utf8') !== wanted) {
    console.error('apps/web/src/api/schema.d.ts is not what the API says: run `npm run web:types`');
    process.exitCode = 1;
  }
  if (!values.check) writeFileSync(target, wanted);
}
