import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data, ifMatch } from './client';
import type { components } from './schema';
import type { Sent } from './sent';
import type { TimelineChange } from './timeline';
import type { Id } from './types';

type Schemas = components['schemas'];

export type ChangeList = Sent<Schemas['ChangeList']>;
export type ChangeListState = Schemas['ChangeListState'];
export type ListedChange = Omit<Sent<Schemas['ListedChange']>, 'changes'> & { changes: TimelineChange[] };
export type Judgement = Schemas['ChangeJudgement'];

export const LIST_STATES: readonly ChangeListState[] = ['gathering', 'marked', 'reviewed', 'accepted'];

interface Part<T> {
  items: T[];
  next_cursor: string | null;
}

const key = ['change-lists'] as const;

export const changeListsQuery = (state: ChangeListState | null) =>
  infiniteQueryOptions({
    queryKey: [...key, 'all', state],
    queryFn: ({ signal, pageParam }) =>
      data(
        api.GET('/api/v1/change-lists', { params: { query: { ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) } }, signal }),
      ) as Promise<Part<ChangeList>>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const changeListQuery = (id: Id) =>
  queryOptions({
    queryKey: [...key, 'one', id],
    queryFn: ({ signal }) => data(api.GET('/api/v1/change-lists/{id}', { params: { path: { id } }, signal })) as Promise<ChangeList>,
  });

export const listedChangesQuery = (id: Id) =>
  infiniteQueryOptions({
    queryKey: [...key, 'changes', id],
    queryFn: ({ signal, pageParam }) =>
      data(
        api.GET('/api/v1/change-lists/{id}/changes', { params: { path: { id }, query: { limit: 200, ...(pageParam ? { cursor: pageParam } : {}) } }, signal }),
      ) as Promise<Part<ListedChange>>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const returnedChangesQuery = queryOptions({
  queryKey: [...key, 'returned'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/returned-changes', { signal })) as Promise<Part<ListedChange>>,
});

export const judgeChange = (change: ListedChange, verdict: Judgement, note?: string): Promise<unknown> =>
  data(
    api.PUT('/api/v1/change-lists/{id}/changes/{event_id}/verdict', {
      params: { path: { id: change.list_id, event_id: change.id } },
      body: { verdict, ...(note ? { note } : {}) },
    }),
  );

const at = (list: ChangeList) => ({ path: { id: list.id }, header: ifMatch(list.version) });

export const reviewChangeList = (list: ChangeList): Promise<unknown> =>
  data(api.POST('/api/v1/change-lists/{id}/review', { params: at(list), body: { changes: list.changes } }));

export const acceptChangeList = (list: ChangeList): Promise<unknown> => data(api.POST('/api/v1/change-lists/{id}/acceptance', { params: at(list) }));

export const answerChange = (change: ListedChange, text: string): Promise<unknown> =>
  data(api.PUT('/api/v1/returned-changes/{id}/answer', { params: { path: { id: change.id } }, body: { text } }));

export const refreshChangeLists = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: key });
