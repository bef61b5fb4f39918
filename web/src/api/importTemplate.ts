import { queryOptions } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import { newKey } from './http';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

export type ImportTemplate = Schemas['ImportTemplate'];
type Input = Required<Schemas['ImportTemplateInput']>;

export const importTemplatesQuery = queryOptions({
  queryKey: ['import-templates'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/import-templates', { signal })),
  staleTime: 60_000,
});

export const createImportTemplate = (body: Input, key = newKey()): Promise<ImportTemplate> =>
  data(api.POST('/api/v1/import-templates', { params: { header: idempotent(key) }, body }));

export const changeImportTemplate = (id: Id, body: Omit<Input, 'import_id'>, version: number): Promise<ImportTemplate> =>
  data(api.PATCH('/api/v1/import-templates/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));

export const removeImportTemplate = (id: Id, version: number): Promise<unknown> =>
  data(api.DELETE('/api/v1/import-templates/{id}', { params: { path: { id }, header: ifMatch(version) } }));
