// src/api/schema.d.ts from docs/openapi.json (which `make api` writes).
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const document = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'));
// The types go by path. Names of operations only matter to other generators, and need not be unique here.
for (const path of Object.values(document.paths))
  for (const operation of Object.values(path)) if (operation && typeof operation === 'object') delete operation.operationId;

const head = '// Made by `npm run api` from docs/openapi.json. Not to be edited.\n';
writeFileSync(new URL('../src/api/schema.d.ts', import.meta.url), head + astToString(await openapiTS(document)));
