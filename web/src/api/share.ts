import { queryOptions } from '@tanstack/react-query';
import { api, data, idempotent } from './client';
import { customerKey } from './customer';
import { newKey } from './http';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

/** `actions.end`: whether the caller may end it. */
export type Share = Schemas['Share'];
/** `until`: the last day on which it holds. */
export type ShareInput = Schemas['ShareInput'];

export const sharesQuery = (customer: Id) =>
  queryOptions({
    queryKey: [...customerKey(customer), 'shares'],
    queryFn: ({ signal }) => data(api.GET('/api/v1/customers/{id}/shares', { params: { path: { id: customer } }, signal })),
  });

export const createShare = (customer: Id, body: ShareInput, key = newKey()): Promise<Share> =>
  data(api.POST('/api/v1/customers/{id}/shares', { params: { path: { id: customer }, header: idempotent(key) }, body }));

export const endShare = (customer: Id, share: Id): Promise<unknown> =>
  data(api.DELETE('/api/v1/customers/{id}/shares/{share_id}', { params: { path: { id: customer, share_id: share } } }));
