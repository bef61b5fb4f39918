import { infiniteQueryOptions, queryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import { newKey } from './http';
import type { components } from './schema';
import type { Answer, FieldValues, Id, Page } from './types';

type Schemas = components['schemas'];

/** A mark that somebody doubts a fact; it goes when the fact is verified or changed. */
export type UncertainMark = Schemas['UncertainMark'];
export type VerifiedFact = Schemas['VerifiedFact'];

export type CustomerAct = 'facts' | 'set_level' | 'edit' | 'verify' | 'assign' | 'share' | 'record' | 'evidence' | 'merge' | 'keep_item';
export type Customer = Omit<Schemas['Customer'], 'actions'> & { actions: Partial<Record<CustomerAct, Answer>> };
/** A row of a list; of the facts only those asked for. */
export type CustomerRow = Schemas['CustomerRow'];

export type ContactDraft = Required<Schemas['ContactInput']>;
export type CustomerInput = Schemas['CustomerInput'] & { values: FieldValues; contacts: ContactDraft[] };
/** `null` removes a fact. */
export type CustomerChange = Schemas['CustomerChange'];

/** What a list shows: filters as the server takes them, `field:op:value`. */
export interface ListQuery {
  filters: readonly string[];
  /** A text of the search box: its filters and words hold too. */
  q?: string | undefined;
  sort: string;
  columns: readonly string[];
}

export const customersKey = ['customers'] as const;
export const customerKey = (id: Id) => ['customer', id] as const;

const PAGE = 100;

export const customersQuery = ({ filters, q, sort, columns }: ListQuery) =>
  infiniteQueryOptions({
    queryKey: [...customersKey, 'list', filters, q ?? '', sort, columns],
    queryFn: ({ signal, pageParam }) =>
      data(
        api.GET('/api/v1/customers', {
          params: { query: { filter: [...filters], ...(q ? { q } : {}), sort, columns: columns.join(','), limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export type CustomerCount = Schemas['CustomerCount'];

export const customerCountQuery = (filters: readonly string[], q?: string) =>
  queryOptions({
    queryKey: [...customersKey, 'count', filters, q ?? ''],
    queryFn: ({ signal }) => data(api.GET('/api/v1/customers/count', { params: { query: { filter: [...filters], ...(q ? { q } : {}) } }, signal })),
  });

/** Opening a file is written into the log, so it is fetched when it is opened and at no other time. */
export const customerQuery = (id: Id) =>
  queryOptions({
    queryKey: customerKey(id),
    queryFn: ({ signal }) => data(api.GET('/api/v1/customers/{id}', { params: { path: { id } }, signal })) as Promise<Customer>,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const createCustomer = (input: CustomerInput, key = newKey()): Promise<Customer> =>
  data(api.POST('/api/v1/customers', { params: { header: idempotent(key) }, body: input }));

/** The same rules as for creating; nothing is written. Fails with everything that is wrong. */
export const checkCustomer = (input: CustomerInput, signal: AbortSignal): Promise<unknown> =>
  data(api.POST('/api/v1/customers/check', { body: input, signal }));

export type Clash = Schemas['Clash'];

/** Customers on file like this one, also those out of sight as far as they may be told of. */
export const clashesQuery = (input: CustomerInput) =>
  queryOptions({
    queryKey: ['clashes', 'found', input],
    queryFn: ({ signal }) => data(api.POST('/api/v1/customers/clashes', { body: input, signal })),
    enabled: Array.from(input.name).length >= 4 || 'credit_code' in input.values,
    staleTime: 60_000,
    retry: false,
  });

export const changeCustomer = (id: Id, change: CustomerChange, version: number): Promise<Customer> =>
  data(api.PATCH('/api/v1/customers/{id}', { params: { path: { id }, header: ifMatch(version) }, body: change }));

export const assignCustomer = (id: Id, owner: Id, reason: string, version: number): Promise<unknown> =>
  data(api.PUT('/api/v1/customers/{id}/owner', { params: { path: { id }, header: ifMatch(version) }, body: { owner_id: owner, reason } }));

/** Which fact: the customer's own, or a contact's. */
export interface DoubtedFact {
  field: string;
  contact_id?: Id;
}
export const doubtFact = (id: Id, fact: DoubtedFact, note: string): Promise<unknown> =>
  data(api.POST('/api/v1/customers/{id}/uncertain', { params: { path: { id } }, body: { ...fact, note } }));
export const verifyFact = (id: Id, fact: DoubtedFact, how: string): Promise<unknown> =>
  data(api.POST('/api/v1/customers/{id}/verification', { params: { path: { id } }, body: { ...fact, how } }));

/** Customers that one bulk change may name. */
export const BULK_MAX = 500;

export type BulkAction = { set: FieldValues } | { owner_id: Id };
export type BulkOutcome = Schemas['BulkOutcome'];
export const bulkCustomers = (ids: readonly Id[], action: BulkAction, reason: string): Promise<{ results: BulkOutcome[] }> =>
  data(api.POST('/api/v1/customers/bulk', { body: { ids: [...ids], action, reason } }));

const rowOf = (customer: Customer, before: CustomerRow): CustomerRow => ({
  ...before,
  name: customer.name,
  template: customer.template,
  owner: customer.owner,
  department: customer.department,
  values: customer.values,
  completeness: customer.completeness,
  uncertain_count: customer.uncertain.length,
  updated_at: customer.updated_at,
  last_contact_at: customer.last_contact_at,
  version: customer.version,
});

/**
 * Puts a customer that the server just gave us in the place of the one shown, in lists too: those
 * keep their order and their place until they are asked for anew.
 */
export function keepCustomer(client: QueryClient, customer: Customer): void {
  client.setQueryData<Customer>(customerKey(customer.id), customer);
  client.setQueriesData<InfiniteData<Page<CustomerRow>>>({ queryKey: [...customersKey, 'list'] }, (data) =>
    data && {
      ...data,
      pages: data.pages.map((page) => ({ ...page, items: page.items.map((row) => (row.id === customer.id ? rowOf(customer, row) : row)) })),
    },
  );
  void client.invalidateQueries({ queryKey: customersKey, refetchType: 'none' });
  void client.invalidateQueries({ queryKey: [...customerKey(customer.id), 'timeline'] });
}

/** Everything about the customer may be different now. */
export async function refreshCustomer(client: QueryClient, id: Id): Promise<void> {
  void client.invalidateQueries({ queryKey: customersKey });
  await client.invalidateQueries({ queryKey: customerKey(id) });
}
