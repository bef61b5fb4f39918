import { queryOptions } from '@tanstack/react-query';
import { customerKey } from './customer';
import { del, get, newKey, patch, post } from './http';
import type { FieldValues, Id, Instant, Page } from './types';

export interface Contact {
  id: Id;
  name: string;
  values: FieldValues;
  /** The one to turn to first. */
  primary: boolean;
  created_at: Instant;
  updated_at: Instant;
  version: number;
}

export interface ContactInput {
  name: string;
  values: FieldValues;
  primary: boolean;
}

export const contactsQuery = (customer: Id) =>
  queryOptions({
    queryKey: [...customerKey(customer), 'contacts'],
    queryFn: ({ signal }) => get<Page<Contact>>(`/customers/${customer}/contacts`, {}, signal),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

export const createContact = (customer: Id, input: ContactInput, key = newKey()): Promise<Contact> =>
  post(`/customers/${customer}/contacts`, input, { idempotencyKey: key });

export const changeContact = (id: Id, change: Partial<ContactInput>, version: number): Promise<Contact> =>
  patch(`/contacts/${id}`, change, version);

export const removeContact = (id: Id, version: number): Promise<undefined> => del(`/contacts/${id}`, { version });
