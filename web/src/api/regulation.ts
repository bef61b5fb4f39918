import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import { guarded } from './http';
import type { components } from './schema';
import type { Answer, Day, Id } from './types';

type Schemas = components['schemas'];

export type Book = Schemas['PolicyBook'];
export type Clause = Schemas['BookClause'];
export type Rule = Schemas['BookRule'];
export type Contradiction = Schemas['BookContradiction'];
export type Coverage = Schemas['PolicyCoverage'];
export type Covered = Schemas['PolicyCovered'];
export type Difference = Schemas['PolicyDifference'];
export type DifferenceLine = Schemas['PolicyDifferenceLine'];
export type Change = Schemas['PolicyChange'];
export type SetRule = Schemas['SetRule'];
export type DroppedClause = Schemas['DroppedClause'];
export type OwnClause = Schemas['OwnClause'];
export type Standing = 'draft' | 'proposed' | 'refused' | 'waiting' | 'in_force' | 'past';
interface Actions { actions: Record<'edit' | 'withdraw' | 'decide', Answer>; standing: Standing }
export type VersionRow = Omit<Schemas['PolicyVersionRow'], keyof Actions> & Actions;
export type Version = Omit<Schemas['PolicyVersion'], keyof Actions> & Actions;

const key = ['regulation'] as const;

export const bookQuery = queryOptions({
  queryKey: [...key, 'book'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/policy', { signal })),
});

export const versionsQuery = queryOptions({
  queryKey: [...key, 'versions'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/policy/versions', { signal })) as Promise<{ items: VersionRow[] }>,
});

export const versionQuery = (id: Id) =>
  queryOptions({
    queryKey: [...key, 'version', id],
    queryFn: ({ signal }) => data(api.GET('/api/v1/policy/versions/{id}', { params: { path: { id } }, signal })) as Promise<Version>,
  });

/** What a version changes of another, or of the one in force. */
export const differenceQuery = (id: Id, version: number, against?: Id) =>
  queryOptions({
    queryKey: [...key, 'difference', id, version, against ?? null],
    queryFn: ({ signal }) =>
      data(api.GET('/api/v1/policy/versions/{id}/difference', { params: { path: { id }, query: against ? { with: against } : {} }, signal })),
  });

export const coverageQuery = (month: string | undefined) =>
  queryOptions({
    queryKey: [...key, 'coverage', month ?? null],
    queryFn: ({ signal }) => data(api.GET('/api/v1/policy/clauses', { params: { query: month ? { month } : {} }, signal })),
  });

export const draftVersion = (from: Id | null, once: string): Promise<VersionRow> =>
  data(api.POST('/api/v1/policy/versions', { params: { header: idempotent(once) }, body: { from } })) as Promise<VersionRow>;

export const changeVersion = (id: Id, version: number, change: Change): Promise<Version> =>
  data(api.PATCH('/api/v1/policy/versions/{id}', { params: { path: { id }, header: ifMatch(version) }, body: change })) as Promise<Version>;

export const discardVersion = (id: Id, version: number): Promise<unknown> =>
  data(api.DELETE('/api/v1/policy/versions/{id}', { params: { path: { id }, header: ifMatch(version) } }));

export const proposeVersion = (id: Id, version: number, active_from: Day, note: string | null): Promise<unknown> =>
  data(api.POST('/api/v1/policy/versions/{id}/proposal', { params: { path: { id }, header: ifMatch(version) }, body: { active_from, note } }));

export const withdrawVersion = (id: Id, version: number): Promise<unknown> =>
  data(api.DELETE('/api/v1/policy/versions/{id}/proposal', { params: { path: { id }, header: ifMatch(version) } }));

export const approveVersion = (id: Id, version: number, active_from: Day): Promise<unknown> =>
  data(api.POST('/api/v1/policy/versions/{id}/approval', { params: { path: { id }, header: ifMatch(version) }, body: { active_from } }));

export const refuseVersion = (id: Id, version: number, reason: string): Promise<unknown> =>
  data(api.POST('/api/v1/policy/versions/{id}/refusal', { params: { path: { id }, header: ifMatch(version) }, body: { reason } }));

/** Puts a text in place of a draft's; what is wrong with it comes back with line and column. */
export async function writeVersion(id: Id, version: number, text: string): Promise<void> {
  const headers = { 'Content-Type': 'application/toml', ...ifMatch(version) };
  await guarded(new Request(`/api/v1/policy/versions/${id}/toml`, { method: 'PUT', headers, body: text, credentials: 'same-origin' }));
}

export const refreshRegulation = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: key });
