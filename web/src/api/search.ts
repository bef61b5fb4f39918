import { queryOptions } from '@tanstack/react-query';
import { api, data } from './client';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

export type BoxState = Schemas['BoxState'];
export type BoxPart = Schemas['BoxPart'];
export type BoxTrouble = Schemas['BoxTrouble'];
export type BoxProposal = Schemas['BoxProposal'];
export type RecentSearch = Schemas['RecentSearch'];

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) => data(api.GET('/api/v1/search', { params: { query: { q, limit: 12 } }, signal })),
    staleTime: 20_000,
    enabled: q.length > 0,
  });

/** What the box makes of a text, with the caret behind so many characters. */
export const boxQuery = (q: string, caret: number) =>
  queryOptions({
    queryKey: ['search', 'box', q, caret],
    queryFn: ({ signal }) => data(api.GET('/api/v1/search/box', { params: { query: { q, caret } }, signal })),
    staleTime: 60_000,
    enabled: q.trim().length > 0,
  });

/** The filters of a text as the list takes them, its words among them. */
export const filtersOf = ({ parts, words }: BoxState): string[] => [...parts.flatMap((part) => part.filters), ...(words ? [`words:contains:${words}`] : [])];

export const recentKey = ['search', 'recent'] as const;

export const recentQuery = queryOptions({
  queryKey: recentKey,
  queryFn: ({ signal }) => data(api.GET('/api/v1/search/recent', { signal })),
  staleTime: 60_000,
});

export const keepSearch = (q: string): Promise<{ items: RecentSearch[] }> => data(api.POST('/api/v1/search/recent', { body: { q } }));
export const forgetSearch = (id: Id): Promise<unknown> => data(api.DELETE('/api/v1/search/recent/{id}', { params: { path: { id } } }));
export const forgetSearches = (): Promise<unknown> => data(api.DELETE('/api/v1/search/recent'));
