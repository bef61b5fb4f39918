import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, data } from './client';
import type { components } from './schema';
import type { Sent } from './sent';
import type { Id } from './types';

type Schemas = components['schemas'];

export type Notice = Sent<Schemas['Notice']>;
export type Unread = Sent<Schemas['Unread']>;

export const inboxKey = ['inbox'] as const;

export const unreadQuery = queryOptions({
  queryKey: [...inboxKey, 'unread'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/inbox/unread', { signal })) as Promise<Unread>,
  staleTime: 20_000,
});

const PAGE = 50;

export const inboxQuery = (state: 'all' | 'unread') =>
  infiniteQueryOptions({
    queryKey: [...inboxKey, 'list', state],
    queryFn: ({ signal, pageParam }) =>
      data(api.GET('/api/v1/inbox', { params: { query: { state, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })) as Promise<{ items: Notice[]; next_cursor: string | null }>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const readNotice = (id: Id): Promise<unknown> => data(api.POST('/api/v1/inbox/{id}/reading', { params: { path: { id } } }));

/** That one and all before it: what came meanwhile stays unread. */
export const readNotices = (upTo: Id): Promise<unknown> => data(api.POST('/api/v1/inbox/reading', { body: { up_to: upTo } }));
