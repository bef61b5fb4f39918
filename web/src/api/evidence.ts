import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from './http';
import type { Day, Id, Instant, Named, Page } from './types';

export type DetailValue = string | number | string[];

/** An entry of the log. What it does not say is null. */
export interface EvidenceItem {
  index: number;
  at: Instant | null;
  person: Named | null;
  /** What ran, when it was the system itself. */
  system: string | null;
  channel: 'web' | 'api' | 'cli' | 'job' | null;
  address: string | null;
  action: string | null;
  subject: { kind: string; id: string; label: string | null } | null;
  customer: { id: Id; code: string | null; name: string | null } | null;
  outcome: 'done' | 'refused' | null;
  reason: string | null;
  clause: string | null;
  /** Keys of the fields that changed. */
  changes: string[];
  details: Record<string, DetailValue>;
  /** What the ids in the details are called. */
  names: Record<string, string>;
  /** What is wrong with the entry: then the log was tampered with. */
  fault: string | null;
  fault_text: string | null;
}

export interface EvidenceFilter {
  person?: Id | undefined;
  /** Id or file code. */
  customer?: string | undefined;
  /** An action, or the beginning of some. */
  action?: string | undefined;
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

export interface Checkpoint {
  note: string;
  size: number;
  root: string;
  at: Instant | null;
  /** Size and root in the form to be printed and kept outside. */
  printed: string;
}

export interface Verification {
  at: Instant;
  person: Named | null;
  ok: boolean;
  size: number;
  proven: number;
  root: string;
  why: string | null;
}

export interface EvidenceStatus {
  size: number;
  checkpoint: Checkpoint | null;
  fault: string | null;
  verifying_key: string;
  verification: Verification | null;
}

export const evidenceStatusQuery = queryOptions({
  queryKey: ['evidence', 'status'],
  queryFn: ({ signal }) => get<EvidenceStatus>('/evidence/checkpoint', {}, signal),
  staleTime: 30_000,
});

export interface EvidenceEntry {
  item: EvidenceItem;
  /** The exact text that is hashed. */
  entry: string | null;
  leaf: string;
  proof: { index: number; size: number; path: string[]; root: string } | null;
  checkpoint: Checkpoint | null;
  verifying_key: string;
}

export const evidenceEntryQuery = (index: number) =>
  queryOptions({
    queryKey: ['evidence', 'entry', index],
    queryFn: ({ signal }) => get<EvidenceEntry>(`/evidence/${index}`, {}, signal),
    ...once,
  });

export interface VerificationResult {
  ok: boolean;
  size: number;
  proven: number;
  root: string;
  checkpoints: number;
  kept: number;
  first_bad: { index: number; until: number; why: string; message: string } | null;
  warnings: { code: string; message: string }[];
  warning_count: number;
}

/** Reads the whole log; long for a long one. */
export const verifyEvidence = (kept: readonly string[]): Promise<VerificationResult> =>
  post('/evidence/verification', { kept }, { timeoutMs: 10 * 60_000 });
