import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

export type WatchFinding = Schemas['WatchFinding'];
export type WatchState = Schemas['WatchState'];
export type WatchOutcome = Schemas['WatchOutcome'];
export type HoneyCustomer = Schemas['HoneyCustomer'];
export type Leaving = Schemas['Leaving'];

export const WATCH_STATES = ['open', 'concluded', 'incident'] as const satisfies readonly WatchState[];

const watchKey = ['watch'] as const;

export const watchFindingsQuery = (state: WatchState | undefined) =>
  infiniteQueryOptions({
    queryKey: [...watchKey, 'list', state ?? 'all'],
    queryFn: ({ signal, pageParam }) =>
      data(api.GET('/api/v1/watch-findings', { params: { query: { ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export const watchFindingQuery = (id: Id) =>
  queryOptions({
    queryKey: [...watchKey, 'one', id],
    queryFn: ({ signal }) => data(api.GET('/api/v1/watch-findings/{id}', { params: { path: { id } }, signal })),
  });

export const concludeFinding = (id: Id, body: Schemas['WatchConclusionInput'], version: number): Promise<WatchFinding> =>
  data(api.POST('/api/v1/watch-findings/{id}/conclusion', { params: { path: { id }, header: ifMatch(version) }, body }));

export const honeyQuery = queryOptions({
  queryKey: [...watchKey, 'honey'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/honey-customers', { signal })),
});

export const stageHoney = (body: Schemas['HoneyInput'], key: string): Promise<HoneyCustomer> =>
  data(api.POST('/api/v1/honey-customers', { params: { header: idempotent(key) }, body }));
export const endHoney = (id: Id): Promise<unknown> => data(api.DELETE('/api/v1/honey-customers/{id}', { params: { path: { id } } }));

export const refreshWatch = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: watchKey });

export const leavingQuery = (person: Id) =>
  queryOptions({
    queryKey: ['people', 'leaving', person],
    queryFn: ({ signal }) => data(api.GET('/api/v1/people/{id}/leaving', { params: { path: { id: person } }, signal })),
  });

export const registerLeaving = (person: Id, lastDay: string): Promise<Leaving> =>
  data(api.PUT('/api/v1/people/{id}/leaving', { params: { path: { id: person } }, body: { last_day: lastDay } }));
export const takeBackLeaving = (person: Id): Promise<unknown> => data(api.DELETE('/api/v1/people/{id}/leaving', { params: { path: { id: person } } }));
