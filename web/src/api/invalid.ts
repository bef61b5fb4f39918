import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data, ifMatch } from './client';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

/** A customer that looks like an invalid entry. */
export type InvalidEntry = Schemas['InvalidEntry'];
export type InvalidFlaw = Schemas['InvalidFlaw'];
export type InvalidState = Schemas['InvalidState'];

const invalidKey = ['invalid'] as const;

export const invalidQuery = (state: InvalidState, reason: InvalidFlaw | null, department: Id | null) =>
  infiniteQueryOptions({
    queryKey: [...invalidKey, state, reason, department],
    queryFn: ({ signal, pageParam }) =>
      data(
        api.GET('/api/v1/cleaning/invalid', {
          params: { query: { state, ...(reason ? { reason } : {}), ...(department ? { department } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const ruleOnInvalid = (entry: InvalidEntry, state: InvalidState, reason?: string): Promise<unknown> =>
  data(api.PUT('/api/v1/cleaning/invalid/{id}', { params: { path: { id: entry.id }, header: ifMatch(entry.version) }, body: { state, ...(reason ? { reason } : {}) } }));

export const refreshInvalid = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: invalidKey });
