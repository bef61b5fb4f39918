import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, data } from './client';
import type { components } from './schema';
import type { Id } from './types';

export type ClassifiedFile = components['schemas']['ClassifiedFile'];
export type Trust = components['schemas']['Trust'];
export type ClearanceInput = components['schemas']['ClearanceInput'];

export const classifiedQuery = infiniteQueryOptions({
  queryKey: ['classified'] as const,
  queryFn: ({ signal, pageParam }) =>
    data(api.GET('/api/v1/classified', { signal, params: { query: pageParam ? { cursor: pageParam } : {} } })),
  initialPageParam: '',
  getNextPageParam: (last) => last.next_cursor ?? undefined,
});

export const trustQuery = (id: Id) =>
  queryOptions({
    queryKey: ['people', id, 'clearance'] as const,
    queryFn: ({ signal }) => data(api.GET('/api/v1/people/{id}/clearance', { signal, params: { path: { id } } })),
  });

export const clearPerson = (id: Id, body: ClearanceInput) => data(api.POST('/api/v1/people/{id}/clearances', { params: { path: { id } }, body }));

export const endClearance = (id: Id, clearance_id: Id) =>
  data(api.DELETE('/api/v1/people/{id}/clearances/{clearance_id}', { params: { path: { id, clearance_id } } }));
