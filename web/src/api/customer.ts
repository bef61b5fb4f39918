import { infiniteQueryOptions, queryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { download, get, newKey, patch, post, put } from './http';
import type { Answer, CustomerKind, Day, FieldValues, Id, Instant, Named, Page, Problem } from './types';

/** A mark that somebody doubts a fact; it goes when the fact is verified or changed. */
export interface UncertainMark {
  field: string;
  contact_id?: Id;
  note: string;
  marked_by: Named;
  marked_at: Instant;
}

export type CustomerAct = 'edit' | 'verify' | 'assign' | 'share' | 'record' | 'evidence';

export interface Customer {
  id: Id;
  code: string;
  kind: CustomerKind;
  name: string;
  template: string;
  owner: Named;
  department: Named;
  values: FieldValues;
  uncertain: UncertainMark[];
  completeness: number;
  version: number;
  created_at: Instant;
  created_by: Named;
  updated_at: Instant;
  last_contact_at: Instant | null;
  actions: Partial<Record<CustomerAct, Answer>>;
}

export interface CustomerRow {
  id: Id;
  code: string;
  kind: CustomerKind;
  name: string;
  template: string;
  owner: Named;
  department: Named;
  /** Only the facts asked for. */
  values: FieldValues;
  completeness: number;
  uncertain_count: number;
  created_at: Instant;
  updated_at: Instant;
  last_contact_at: Instant | null;
  version: number;
}

export interface ContactDraft {
  name: string;
  values: FieldValues;
  primary: boolean;
}

export interface CustomerInput {
  kind: CustomerKind;
  name: string;
  template: string;
  owner_id?: Id | null;
  values: FieldValues;
  contacts: ContactDraft[];
}

export interface CustomerChange {
  name?: string;
  template?: string;
  /** `null` removes a fact. */
  values?: FieldValues;
  reason?: string;
}

/** What a list shows: filters as the server takes them, `field:op:value`. */
export interface ListQuery {
  filters: readonly string[];
  sort: string;
  columns: readonly string[];
}

export const customersKey = ['customers'] as const;
export const customerKey = (id: Id) => ['customer', id] as const;

const PAGE = 100;

export const customersQuery = ({ filters, sort, columns }: ListQuery) =>
  infiniteQueryOptions({
    queryKey: [...customersKey, 'list', filters, sort, columns],
    queryFn: ({ signal, pageParam }) =>
      get<Page<CustomerRow>>('/customers', { filter: filters, sort, columns: columns.join(','), cursor: pageParam, limit: PAGE }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export interface CustomerCount {
  count: number;
  capped: boolean;
}

export const customerCountQuery = (filters: readonly string[]) =>
  queryOptions({
    queryKey: [...customersKey, 'count', filters],
    queryFn: ({ signal }) => get<CustomerCount>('/customers/count', { filter: filters }, signal),
  });

/** Opening a file is written into the log, so it is fetched when it is opened and at no other time. */
export const customerQuery = (id: Id) =>
  queryOptions({
    queryKey: customerKey(id),
    queryFn: ({ signal }) => get<Customer>(`/customers/${id}`, {}, signal),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const createCustomer = (input: CustomerInput, key = newKey()): Promise<Customer> =>
  post('/customers', input, { idempotencyKey: key });

/** The same rules as for creating; nothing is written. Fails with everything that is wrong. */
export const checkCustomer = (input: CustomerInput, signal?: AbortSignal): Promise<undefined> =>
  post('/customers/check', input, signal ? { signal } : {});

export const changeCustomer = (id: Id, change: CustomerChange, version: number): Promise<Customer> =>
  patch(`/customers/${id}`, change, version);

export const assignCustomer = (id: Id, owner: Id, reason: string, version: number): Promise<undefined> =>
  put(`/customers/${id}/owner`, { owner_id: owner, reason }, { version });

export interface Doubt {
  field: string;
  contact_id?: Id;
}
export const doubtFact = (id: Id, doubt: Doubt, note: string): Promise<unknown> =>
  post(`/customers/${id}/uncertain`, { ...doubt, note });
export const verifyFact = (id: Id, doubt: Doubt, how: string): Promise<unknown> =>
  post(`/customers/${id}/verification`, { ...doubt, how });

/** Customers that one bulk change may name. */
export const BULK_MAX = 500;

export type BulkAction = { set: FieldValues } | { owner_id: Id };
export interface BulkOutcome {
  id: Id;
  ok: boolean;
  problem?: Problem;
}
export const bulkCustomers = (ids: readonly Id[], action: BulkAction, reason: string): Promise<{ results: BulkOutcome[] }> =>
  post('/customers/bulk', { ids, action, reason }, { timeoutMs: 120_000 });

export type ExportFormat = 'xlsx' | 'csv';
export const exportCustomers = ({ filters, sort, columns }: ListQuery, format: ExportFormat, today: Day, name: string): Promise<void> =>
  download('/customers/export', `${name}-${today}.${format}`, { filter: filters, sort, columns: columns.join(','), format });

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
