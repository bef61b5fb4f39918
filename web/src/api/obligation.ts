import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import type { components } from './schema';
import type { Sent } from './sent';
import type { Id } from './types';

type Schemas = components['schemas'];

export type Obligation = Sent<Schemas['Obligation']>;
export type ObligationDetail = Sent<Schemas['ObligationDetail']>;
export type ObligationCounts = Schemas['ObligationCounts'];
export type NextDuty = Sent<Schemas['NextDuty']>;
export type Absence = Sent<Schemas['Absence']>;
export type AbsenceInput = Schemas['AbsenceInput'];
export type EventKind = Schemas['CustomerEventWord'];

export const EVENT_KINDS: readonly EventKind[] = [
  'contact_replaced',
  'address_changed',
  'cooperation_changed',
  'new_deal',
  'deal_ended',
  'complaint',
  'contract_signed',
  'first_contact',
  'visit',
  'bad_news',
];

export const obligationsKey = ['obligations'] as const;

export interface Wanted {
  whose?: 'mine' | 'others' | 'all';
  state?: 'pending' | 'open' | 'breached' | 'kept' | 'late_kept' | 'released' | 'all';
  customer_id?: string;
  department_id?: string;
  clause?: string;
  opened_in?: string;
  closed_in?: string;
  breached_in?: string;
  person_id?: string;
  due_from?: string;
}

interface List {
  items: Obligation[];
  next_cursor: string | null;
}

export const obligationsQuery = (wanted: Wanted, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [...obligationsKey, wanted, limit],
    queryFn: ({ signal, pageParam }) =>
      data(api.GET('/api/v1/obligations', { params: { query: { ...wanted, limit, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })) as Promise<List>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const obligationCountsQuery = (wanted: Wanted) =>
  queryOptions({
    queryKey: [...obligationsKey, 'counts', wanted],
    queryFn: ({ signal }) => data(api.GET('/api/v1/obligations/count', { params: { query: wanted }, signal })) as Promise<ObligationCounts>,
  });

export const obligationQuery = (id: Id) =>
  queryOptions({
    queryKey: [...obligationsKey, 'one', id],
    queryFn: ({ signal }) => data(api.GET('/api/v1/obligations/{id}', { params: { path: { id } }, signal })) as Promise<ObligationDetail>,
  });

const at = (one: { id: Id; version: number }) => ({ path: { id: one.id }, header: ifMatch(one.version) });

export const askExtension = (one: Obligation, until: string, reason: string): Promise<unknown> =>
  data(api.POST('/api/v1/obligations/{id}/extensions', { params: at(one), body: { until, reason } }));

export const decideExtension = (one: Obligation, extension: Id, granted: boolean, reason: string): Promise<unknown> =>
  data(
    api.POST('/api/v1/obligations/{id}/extensions/{extension_id}/decision', {
      params: { path: { id: one.id, extension_id: extension }, header: ifMatch(one.version) },
      body: { granted, ...(reason ? { reason } : {}) },
    }),
  );

export const reportEvent = (customer: Id, kind: EventKind, happenedAt: string, note: string, key: string): Promise<unknown> =>
  data(
    api.POST('/api/v1/customers/{id}/events', {
      params: { path: { id: customer }, header: idempotent(key) },
      body: { kind, happened_at: happenedAt, ...(note ? { note } : {}) },
    }),
  );

export const absencesQuery = queryOptions({
  queryKey: [...obligationsKey, 'absences'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/absences', { signal })) as Promise<{ items: Absence[] }>,
});

export const createAbsence = (body: AbsenceInput, key: string): Promise<unknown> =>
  data(api.POST('/api/v1/absences', { params: { header: idempotent(key) }, body }));

export const endAbsence = (id: Id): Promise<unknown> => data(api.DELETE('/api/v1/absences/{id}', { params: { path: { id } } }));
