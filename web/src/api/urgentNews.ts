import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data, idempotent } from './client';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

export type UrgentNews = Schemas['UrgentNews'];
export type NewsKind = Schemas['NewsKind'];
export type NewsInput = Schemas['UrgentNewsInput'];
export interface NewsWanted {
  kind?: NewsKind;
  customer?: Id;
  waiting?: boolean;
  unacknowledged?: boolean;
}

export const NEWS_KINDS = ['market', 'product', 'major_matter'] as const satisfies readonly NewsKind[];

const newsKey = ['urgent-news'] as const;

export const newsQuery = (wanted: NewsWanted) =>
  infiniteQueryOptions({
    queryKey: [...newsKey, 'list', wanted],
    queryFn: ({ signal, pageParam }) =>
      data(api.GET('/api/v1/urgent-news', { params: { query: { ...wanted, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

/** How much waits for one's acknowledgement; asked anew now and then, for it is urgent. */
export const newsCountQuery = queryOptions({
  queryKey: [...newsKey, 'count'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/urgent-news/count', { signal })),
  refetchInterval: 60_000,
});

export const reportNews = (body: NewsInput, key: string): Promise<UrgentNews> =>
  data(api.POST('/api/v1/urgent-news', { params: { header: idempotent(key) }, body }));
export const acknowledgeNews = (id: Id): Promise<UrgentNews> =>
  data(api.POST('/api/v1/urgent-news/{id}/acknowledgement', { params: { path: { id } } }));

export const refreshNews = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: newsKey });
