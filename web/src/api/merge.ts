import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data, ifMatch } from './client';
import { customerKey, customersKey } from './customer';
import type { components } from './schema';
import type { FieldValue, Id } from './types';

type Schemas = components['schemas'];

export type MergeFile = Schemas['MergeFile'];
export type MergeChoice = Schemas['MergeChoice'];
export type MergeContact = Schemas['MergeContact'];
export type MergeFact = Omit<Schemas['MergeFact'], 'survivor' | 'other'> & { survivor?: FieldValue; other?: FieldValue };
export type MergeProposal = Omit<Schemas['MergeProposal'], 'facts'> & { facts: MergeFact[] };
export type Merge = Schemas['Merge'];
export type MergeListed = Schemas['MergeListed'];
export type MergeSplit = Schemas['MergeSplit'];
export type MergeInput = Schemas['MergeInput'];

/** Both files are read for it, which is on record: it is fetched when it is looked at, and at no other time. */
export const proposalQuery = (survivor: Id, other: Id) =>
  queryOptions({
    queryKey: ['merge-proposal', survivor, other],
    queryFn: ({ signal }) =>
      data(api.GET('/api/v1/customers/{id}/merge-proposal', { params: { path: { id: survivor }, query: { other } }, signal })) as Promise<MergeProposal>,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });

export const mergeCustomers = (survivor: Id, version: number, body: MergeInput): Promise<Merge> =>
  data(api.POST('/api/v1/customers/{id}/merges', { params: { path: { id: survivor }, header: ifMatch(version) }, body }));

export const mergesQuery = (survivor: Id) =>
  queryOptions({
    queryKey: [...customerKey(survivor), 'merges'],
    queryFn: ({ signal }) => data(api.GET('/api/v1/customers/{id}/merges', { params: { path: { id: survivor } }, signal })),
    refetchOnWindowFocus: false,
  });

export const splitQuery = (survivor: Id, merge: Id) =>
  queryOptions({
    queryKey: [...customerKey(survivor), 'merges', merge],
    queryFn: ({ signal }) =>
      data(api.GET('/api/v1/customers/{id}/merges/{merge_id}', { params: { path: { id: survivor, merge_id: merge } }, signal })),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

export const undoMerge = (survivor: Id, merge: Id, version: number, reason: string): Promise<Merge> =>
  data(
    api.POST('/api/v1/customers/{id}/merges/{merge_id}/undo', {
      params: { path: { id: survivor, merge_id: merge }, header: ifMatch(version) },
      body: { reason },
    }),
  );

/** One customer became of two, or two of one. */
export async function refreshMerged(client: QueryClient, survivor: Id, other: Id): Promise<void> {
  client.removeQueries({ queryKey: customerKey(other) });
  client.removeQueries({ queryKey: ['merge-proposal'] });
  void client.invalidateQueries({ queryKey: customersKey });
  void client.invalidateQueries({ queryKey: ['search'] });
  await client.invalidateQueries({ queryKey: customerKey(survivor) });
}
