import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from './http';
import type { components } from './schema';
import type { Sent } from './sent';
import type { Day, Id, Page } from './types';

type Schemas = components['schemas'];

export type DetailValue = string | number | string[];

/** An entry of the log. What it does not say is null. */
export type EvidenceItem = Omit<Sent<Schemas['EvidenceItem']>, 'channel' | 'details' | 'names'> & {
  channel: 'web' | 'api' | 'cli' | 'job' | null;
  details: Record<string, DetailValue>;
  /** What the ids in the details are called. */
  names: Record<string, string>;
};

export interface EvidenceFilter {
  person?: Id | undefined;
  /** Id or file code. */
  customer?: string | undefined;
  /** An action, or the beginning of some. */
  action?: string | undefined;
  /** A clause of the regulation that it names. */
  clause?: string | undefined;
  from?: Day | undefined;
  to?: Day | undefined;
}

// Reading the log is in the log. Nothing here is fetched again unasked.
const once = { staleTime: Infinity, gcTime: 5 * 60_000, refetchOnWindowFocus: false, refetchOnReconnect: false, refetchOnMount: false } as const;

export const evidenceQuery = (filter: EvidenceFilter) =>
  infiniteQueryOptions({
    queryKey: ['evidence', 'list', filter],
    queryFn: ({ signal, pageParam }) => get<Page<EvidenceItem>>('/evidence', { ...filter, cursor: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    ...once,
  });

/** Who saw and changed a customer. */
export const customerEvidenceQuery = (id: Id) =>
  infiniteQueryOptions({
    queryKey: ['customer', id, 'evidence'],
    queryFn: ({ signal, pageParam }) => get<Page<EvidenceItem>>(`/customers/${id}/evidence`, { cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    ...once,
    staleTime: 60_000,
    refetchOnMount: true,
  });

export type Checkpoint = Sent<Schemas['EvidenceCheckpoint']>;
export type EvidenceStatus = Sent<Schemas['EvidenceStatus']>;

export const evidenceStatusQuery = queryOptions({
  queryKey: ['evidence', 'status'],
  queryFn: ({ signal }) => get<EvidenceStatus>('/evidence/checkpoint', {}, signal),
  staleTime: 30_000,
});

export type EvidenceEntry = Omit<Sent<Schemas['EvidenceEntry']>, 'item'> & { item: EvidenceItem };

export const evidenceEntryQuery = (index: number) =>
  queryOptions({
    queryKey: ['evidence', 'entry', index],
    queryFn: ({ signal }) => get<EvidenceEntry>(`/evidence/${index}`, {}, signal),
    ...once,
  });

export type VerificationResult = Sent<Schemas['VerificationResult']>;

/** Reads the whole log; long for a long one. */
export const verifyEvidence = (kept: readonly string[]): Promise<VerificationResult> =>
  post('/evidence/verification', { kept }, { timeoutMs: 10 * 60_000 });
