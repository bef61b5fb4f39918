import { queryOptions } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import { newKey } from './http';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

export type ViewDefinition = Schemas['ViewDefinition'];
export type SavedView = Schemas['SavedView'];
export type SavedViewInput = Required<Schemas['SavedViewInput']>;

export const savedViewsQuery = (list: string) =>
  queryOptions({
    queryKey: ['saved-views', list],
    queryFn: ({ signal }) => data(api.GET('/api/v1/saved-views', { params: { query: { list } }, signal })),
    staleTime: 60_000,
  });

export const createSavedView = (body: SavedViewInput, key = newKey()): Promise<SavedView> =>
  data(api.POST('/api/v1/saved-views', { params: { header: idempotent(key) }, body }));

export const changeSavedView = (id: Id, body: Partial<Omit<SavedViewInput, 'list'>>, version: number): Promise<SavedView> =>
  data(api.PATCH('/api/v1/saved-views/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));

export const removeSavedView = (id: Id, version: number): Promise<unknown> =>
  data(api.DELETE('/api/v1/saved-views/{id}', { params: { path: { id }, header: ifMatch(version) } }));
