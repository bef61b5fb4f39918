import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data, ifMatch } from './client';
import { refreshInvalid, type InvalidEntry } from './invalid';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

/** A customer that somebody withdrew. */
export type WithdrawnEntry = Schemas['WithdrawnEntry'];
export type CleaningCount = Schemas['CleaningCount'];

const withdrawnKey = ['withdrawn'] as const;
const countsKey = ['cleaning', 'counts'] as const;

export const withdrawnQuery = (department: Id | null) =>
  infiniteQueryOptions({
    queryKey: [...withdrawnKey, department],
    queryFn: ({ signal, pageParam }) =>
      data(
        api.GET('/api/v1/cleaning/withdrawn', {
          params: { query: { ...(department ? { department } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

/** How much waits for those who clean the customer file. */
export const cleaningCountsQuery = queryOptions({
  queryKey: countsKey,
  queryFn: ({ signal }) => data(api.GET('/api/v1/cleaning/counts', { signal })),
  staleTime: 60_000,
});

export const withdraw = (entry: InvalidEntry, reason: string): Promise<unknown> =>
  data(api.PUT('/api/v1/cleaning/withdrawn/{id}', { params: { path: { id: entry.id }, header: ifMatch(entry.version) }, body: { reason } }));

export const bringBack = (id: Id): Promise<unknown> => data(api.DELETE('/api/v1/cleaning/withdrawn/{id}', { params: { path: { id } } }));

/** A customer has come or gone: every list may differ. */
export const refreshWithdrawn = async (client: QueryClient): Promise<void> => {
  await Promise.all([
    client.invalidateQueries({ queryKey: withdrawnKey }),
    client.invalidateQueries({ queryKey: countsKey }),
    client.invalidateQueries({ queryKey: ['customers'] }),
    refreshInvalid(client),
  ]);
};
