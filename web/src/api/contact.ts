import { queryOptions } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import { customerKey } from './customer';
import { newKey } from './http';
import type { components } from './schema';
import type { Id } from './types';

export type Contact = components['schemas']['Contact'];
export type ContactInput = Required<components['schemas']['ContactInput']>;

export const contactsQuery = (customer: Id) =>
  queryOptions({
    queryKey: [...customerKey(customer), 'contacts'],
    queryFn: ({ signal }) => data(api.GET('/api/v1/customers/{id}/contacts', { params: { path: { id: customer } }, signal })),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

export const createContact = (customer: Id, input: ContactInput, key = newKey()): Promise<unknown> =>
  data(api.POST('/api/v1/customers/{id}/contacts', { params: { path: { id: customer }, header: idempotent(key) }, body: input }));

export const changeContact = (id: Id, change: Partial<ContactInput>, version: number): Promise<unknown> =>
  data(api.PATCH('/api/v1/contacts/{id}', { params: { path: { id }, header: ifMatch(version) }, body: change }));

export const removeContact = (id: Id, version: number): Promise<unknown> =>
  data(api.DELETE('/api/v1/contacts/{id}', { params: { path: { id }, header: ifMatch(version) } }));
