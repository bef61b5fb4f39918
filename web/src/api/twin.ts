import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data } from './client';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

/** Two customers that look like one, of which the caller sees both. */
export type Twin = Schemas['Twin'];
export type TwinHalf = Schemas['TwinHalf'];
export type TwinRuling = Schemas['TwinRuling'];

const twinsKey = ['twins'] as const;

export const twinsQuery = (state: TwinRuling, department: Id | null) =>
  infiniteQueryOptions({
    queryKey: [...twinsKey, state, department],
    queryFn: ({ signal, pageParam }) =>
      data(
        api.GET('/api/v1/twins', {
          params: { query: { state, limit: 30, ...(department ? { department } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // The search goes on behind the page until everything is compared.
    refetchInterval: (query) => ((query.state.data?.pages[0]?.compared ?? 100) < 100 ? 5_000 : false),
  });

export const ruleOnTwins = (pair: Twin, state: TwinRuling, reason?: string): Promise<unknown> =>
  data(api.PUT('/api/v1/twins/{a}/{b}', { params: { path: { a: pair.a.id, b: pair.b.id } }, body: { state, ...(reason ? { reason } : {}) } }));

export const searchTwinsAnew = (): Promise<unknown> => data(api.POST('/api/v1/twins/search'));

export const refreshTwins = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: twinsKey });
