import { queryOptions } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import { customerKey, facts, type WithFacts } from './customer';
import { newKey } from './http';
import type { components } from './schema';
import type { FieldValues, Id, Page } from './types';

export type Contact = WithFacts<components['schemas']['Contact']>;

export interface ContactInput {
  name: string;
  values: FieldValues;
  /** The one to turn to first. */
  primary: boolean;
}

export const contactsQuery = (customer: Id) =>
  queryOptions({
    queryKey: [...customerKey(customer), 'contacts'],
    queryFn: ({ signal }) => data(api.GET('/api/v1/customers/{id}/contacts', { params: { path: { id: customer } }, signal })) as Promise<Page<Contact>>,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

export const createContact = (customer: Id, { values, ...input }: ContactInput, key = newKey()): Promise<unknown> =>
  data(
    api.POST('/api/v1/customers/{id}/contacts', {
      params: { path: { id: customer }, header: idempotent(key) },
      body: { ...input, values: facts(values) },
    }),
  );

export const changeContact = (id: Id, { values, ...change }: Partial<ContactInput>, version: number): Promise<unknown> =>
  data(
    api.PATCH('/api/v1/contacts/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body: { ...change, ...(values ? { values: facts(values) } : {}) },
    }),
  );

export const removeContact = (id: Id, version: number): Promise<unknown> =>
  data(api.DELETE('/api/v1/contacts/{id}', { params: { path: { id }, header: ifMatch(version) } }));
