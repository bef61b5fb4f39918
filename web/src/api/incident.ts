import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

export type Incident = Schemas['Incident'];
export type IncidentCase = Schemas['IncidentCase'];
export type IncidentFigure = Schemas['IncidentFigure'];
export type IncidentKind = Schemas['IncidentKind'];
export type IncidentGrade = Schemas['IncidentGrade'];
export type LeakTrace = Schemas['LeakTrace'];
export type LeakSource = Schemas['LeakSource'];
export type IncidentEntryKind = Schemas['IncidentEntryKind'];

export const INCIDENT_KINDS = ['leak', 'suspicion'] as const satisfies readonly IncidentKind[];
export const INCIDENT_GRADES = ['none', 'minor', 'grave'] as const satisfies readonly IncidentGrade[];

const incidentKey = ['incidents'] as const;

export const incidentsQuery = (open: boolean | undefined) =>
  infiniteQueryOptions({
    queryKey: [...incidentKey, 'list', open ?? 'all'],
    queryFn: ({ signal, pageParam }) =>
      data(api.GET('/api/v1/incidents', { params: { query: { ...(open === undefined ? {} : { open }), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export const incidentQuery = (id: Id) =>
  queryOptions({
    queryKey: [...incidentKey, 'one', id],
    queryFn: ({ signal }) => data(api.GET('/api/v1/incidents/{id}', { params: { path: { id } }, signal })),
  });

export const incidentFiguresQuery = queryOptions({
  queryKey: [...incidentKey, 'figures'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/incidents/statistics', { signal })),
});

export const leakTracesQuery = (id: Id) =>
  queryOptions({
    queryKey: [...incidentKey, 'traces', id],
    queryFn: ({ signal }) => data(api.GET('/api/v1/incidents/{id}/traces', { params: { path: { id } }, signal })),
  });

/** Compares a leaked sheet, given in base64. */
export const traceLeak = (id: Id, content: string): Promise<LeakTrace> => data(api.POST('/api/v1/incidents/{id}/traces', { params: { path: { id } }, body: { content } }));

export const reportIncident = (body: Schemas['IncidentReport'], key: string): Promise<unknown> =>
  data(api.POST('/api/v1/incidents', { params: { header: idempotent(key) }, body }));
export const addIncidentEntry = (id: Id, body: Schemas['IncidentEntryInput']): Promise<IncidentCase> =>
  data(api.POST('/api/v1/incidents/{id}/entries', { params: { path: { id } }, body }));
export const closeIncident = (id: Id, body: Schemas['IncidentClosingInput'], version: number): Promise<IncidentCase> =>
  data(api.POST('/api/v1/incidents/{id}/closing', { params: { path: { id }, header: ifMatch(version) }, body }));

export const refreshIncidents = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: incidentKey });
