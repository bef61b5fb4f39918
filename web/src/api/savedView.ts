import { queryOptions } from '@tanstack/react-query';
import { del, get, newKey, patch, post } from './http';
import type { Id, Named, Page } from './types';

export interface ViewDefinition {
  filters: string[];
  sort: string | null;
  columns: string[];
}

export interface SavedView {
  id: Id;
  list: 'customers';
  name: string;
  definition: ViewDefinition;
  shared: boolean;
  /** Whose it is. */
  person: Named;
  version: number;
}

export type SavedViewInput = Pick<SavedView, 'list' | 'name' | 'definition' | 'shared'>;

export const savedViewsQuery = (list: SavedView['list']) =>
  queryOptions({
    queryKey: ['saved-views', list],
    queryFn: ({ signal }) => get<Page<SavedView>>('/saved-views', { list }, signal),
    staleTime: 60_000,
  });

export const createSavedView = (input: SavedViewInput, key = newKey()): Promise<SavedView> =>
  post('/saved-views', input, { idempotencyKey: key });
export const changeSavedView = (id: Id, change: Partial<Omit<SavedViewInput, 'list'>>, version: number): Promise<SavedView> =>
  patch(`/saved-views/${id}`, change, version);
export const removeSavedView = (id: Id, version: number): Promise<undefined> => del(`/saved-views/${id}`, { version });
