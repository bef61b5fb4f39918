import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import { refreshCustomer } from './customer';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

export type Request = Schemas['Request'];
export type RequestInput = Schemas['RequestInput'];
export type RequestKind = Request['kind'];
export type RequestDecisionInput = Schemas['RequestDecisionInput'];
export type Grant = Schemas['Grant'];
export type IssuedCopy = Schemas['IssuedCopy'];
export type CopySheet = Schemas['CopySheet'];
export type RequestList = 'to_decide' | 'mine' | 'all';

const requestsKey = ['requests'] as const;

export const requestsQuery = (list: RequestList) =>
  infiniteQueryOptions({
    queryKey: [...requestsKey, 'list', list],
    queryFn: ({ signal, pageParam }) => data(api.GET('/api/v1/requests', { params: { query: { list, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export const requestQuery = (id: Id) =>
  queryOptions({
    queryKey: [...requestsKey, 'one', id],
    queryFn: ({ signal }) => data(api.GET('/api/v1/requests/{id}', { params: { path: { id } }, signal })),
  });

export const grantsQuery = queryOptions({
  queryKey: [...requestsKey, 'grants'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/grants', { signal })),
});

export const issuedQuery = infiniteQueryOptions({
  queryKey: [...requestsKey, 'issued'],
  queryFn: ({ signal, pageParam }) => data(api.GET('/api/v1/issued-copies', { params: { query: pageParam ? { cursor: pageParam } : {} }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor ?? null,
});

export const askRequest = (body: RequestInput, key: string): Promise<Request> => data(api.POST('/api/v1/requests', { params: { header: idempotent(key) }, body }));

const on = (id: Id, version: number) => ({ path: { id }, header: ifMatch(version) });

export const decideRequest = (id: Id, body: RequestDecisionInput, version: number): Promise<Request> =>
  data(api.POST('/api/v1/requests/{id}/decision', { params: on(id, version), body }));
export const submitRequest = (id: Id, body: Schemas['RequestMended'], version: number): Promise<Request> =>
  data(api.POST('/api/v1/requests/{id}/submission', { params: on(id, version), body }));
export const withdrawRequest = (id: Id, version: number): Promise<Request> =>
  data(api.POST('/api/v1/requests/{id}/withdrawal', { params: on(id, version) }));
export const revokeGrant = (id: Id, reason: string): Promise<Grant> =>
  data(api.POST('/api/v1/grants/{id}/revocation', { params: { path: { id } }, body: { reason } }));
export const issueCopy = (id: Id): Promise<CopySheet> => data(api.POST('/api/v1/grants/{id}/copies', { params: { path: { id } } }));

/** After a step: the lists, and the customer that it opens or closes. */
export async function refreshRequests(client: QueryClient, customer?: Id): Promise<void> {
  await Promise.all([client.invalidateQueries({ queryKey: requestsKey }), ...(customer ? [refreshCustomer(client, customer)] : [])]);
}
