import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data, ifMatch } from './client';
import { download } from './http';
import type { components } from './schema';
import type { Sent } from './sent';
import type { TimelineChange } from './timeline';
import type { FieldValue, Id } from './types';

type Schemas = components['schemas'];

export type MonthCheck = Sent<Schemas['MonthCheck']>;
export type MonthChecks = Omit<Sent<Schemas['MonthChecks']>, 'items'> & { items: MonthCheck[] };
export type MonthProposal = Omit<Sent<Schemas['MonthProposal']>, 'change'> & { change: TimelineChange };
export type WalkedFact = Schemas['WalkedFact'];
export type WalkedGroup = Schemas['WalkedGroup'];
export type WalkedCustomer = Omit<Sent<Schemas['WalkedCustomer']>, 'groups' | 'proposals'> & { groups: WalkedGroup[]; proposals: MonthProposal[] };
export type WalkPart = 'open' | 'marked' | 'all';
export type NoteKind = Schemas['MonthNoteKind'];
export type PaymentState = Schemas['PaymentState'];
export type NotedCustomer = Sent<Schemas['NotedCustomer']>;
export type ProposalState = Schemas['ProposalState'];
export type MaintenanceLine = Omit<Sent<Schemas['MaintenanceLine']>, 'proposal'> & { proposal: MonthProposal };

export const PARTS: readonly WalkPart[] = ['open', 'marked', 'all'];
export const PAYMENTS: readonly PaymentState[] = ['paid', 'partly', 'overdue', 'nothing_due'];
export const PROPOSAL_STATES: readonly ProposalState[] = ['proposed', 'approved', 'refused', 'applied', 'overtaken', 'failed'];

interface Part<T> {
  items: T[];
  next_cursor: string | null;
}

const key = ['month-checks'] as const;

export const monthChecksQuery = (month: string | null) =>
  queryOptions({
    queryKey: [...key, 'month', month],
    queryFn: ({ signal }) => data(api.GET('/api/v1/month-checks', { params: { query: month ? { month } : {} }, signal })) as Promise<MonthChecks>,
  });

export const monthCheckQuery = (id: Id) =>
  queryOptions({
    queryKey: [...key, 'one', id],
    queryFn: ({ signal }) => data(api.GET('/api/v1/month-checks/{id}', { params: { path: { id } }, signal })) as Promise<MonthCheck>,
  });

export const walkQuery = (id: Id, part: WalkPart) =>
  infiniteQueryOptions({
    queryKey: [...key, 'walk', id, part],
    queryFn: ({ signal, pageParam }) =>
      data(
        api.GET('/api/v1/month-checks/{id}/customers', { params: { path: { id }, query: { part, limit: 20, ...(pageParam ? { cursor: pageParam } : {}) } }, signal }),
      ) as Promise<Part<WalkedCustomer>>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // What was walked stays where it is until one comes back.
    staleTime: Infinity,
    gcTime: 0,
  });

export const beginMonthChecks = (person?: Id): Promise<Part<MonthCheck>> =>
  data(api.POST('/api/v1/month-checks', { body: person ? { person_id: person } : {} })) as Promise<Part<MonthCheck>>;

export const walkCustomer = (check: Id, customer: Id, marked: readonly string[]): Promise<WalkedCustomer> =>
  data(
    api.PUT('/api/v1/month-checks/{id}/customers/{customer_id}', { params: { path: { id: check, customer_id: customer } }, body: { marked: [...marked] } }),
  ) as Promise<WalkedCustomer>;

export interface Proposing {
  customer_id: Id;
  contact_id?: Id;
  field: string;
  value: FieldValue;
  reason?: string;
}

export const proposeChange = (check: Id, proposal: Proposing): Promise<MonthProposal> =>
  data(api.POST('/api/v1/month-checks/{id}/proposals', { params: { path: { id: check } }, body: proposal })) as Promise<MonthProposal>;

export const withdrawProposal = (check: Id, proposal: Id): Promise<unknown> =>
  data(api.DELETE('/api/v1/month-checks/{id}/proposals/{proposal_id}', { params: { path: { id: check, proposal_id: proposal } } }));

const at = (check: MonthCheck) => ({ path: { id: check.id }, header: ifMatch(check.version) });

export const submitMonthCheck = (check: MonthCheck): Promise<unknown> => data(api.POST('/api/v1/month-checks/{id}/submission', { params: at(check) }));

export const approveMonthCheck = (check: MonthCheck, refused: readonly { id: Id; reason: string }[]): Promise<unknown> =>
  data(api.POST('/api/v1/month-checks/{id}/approval', { params: at(check), body: { refused: [...refused] } }));

export const monthNotesQuery = (kind: NoteKind) =>
  infiniteQueryOptions({
    queryKey: [...key, 'notes', kind],
    queryFn: ({ signal, pageParam }) =>
      data(api.GET('/api/v1/month-notes', { params: { query: { kind, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })) as Promise<Part<NotedCustomer>>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const putMonthNote = (customer: Id, note: Schemas['NoteInput']): Promise<unknown> =>
  data(api.PUT('/api/v1/month-notes/{customer_id}', { params: { path: { customer_id: customer } }, body: note }));

export const maintenanceLogQuery = (month: string | null, state: ProposalState | null) =>
  infiniteQueryOptions({
    queryKey: [...key, 'log', month, state],
    queryFn: ({ signal, pageParam }) =>
      data(
        api.GET('/api/v1/maintenance-log', {
          params: { query: { ...(month ? { month } : {}), ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ) as Promise<Part<MaintenanceLine>>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export type LogFormat = 'xlsx' | 'csv';

/** Hands the maintenance log to the browser as a table. */
export const downloadMaintenanceLog = (
  { format, purpose, month, state }: { format: LogFormat; purpose: string; month: string | null; state: ProposalState | null },
  name: string,
): Promise<void> =>
  download('/maintenance-log/file', name, {
    format,
    ...(purpose ? { purpose } : {}),
    ...(month ? { month } : {}),
    ...(state ? { state } : {}),
  });

export const refreshMonthChecks = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: key, predicate: (query) => query.queryKey[1] !== 'walk' });
