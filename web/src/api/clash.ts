import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import type { components } from './schema';
import type { Day, Id } from './types';

type Schemas = components['schemas'];

export type ClashPart = Schemas['ClashPart'];
export type ClashRow = Schemas['ClashRow'];
export type ClashAct = 'answer' | 'withdraw' | 'settle' | 'rule';
export type ClashCase = Omit<Schemas['ClashCase'], 'actions'> & { actions: Partial<Record<ClashAct, Schemas['Answer']>> };
export type ClashRuling = Schemas['ClashRuling'];
export type ClashWish = Schemas['ClashWish'];
export type ClashInput = Schemas['ClashInput'];

export const RULINGS = ['keep', 'share', 'transfer', 'distinct'] as const satisfies readonly ClashRuling[];

const clashesKey = ['clashes'] as const;
const caseKey = (id: Id) => [...clashesKey, 'one', id] as const;

export const clashCasesQuery = (part: ClashPart, open: boolean) =>
  infiniteQueryOptions({
    queryKey: [...clashesKey, 'list', part, open],
    queryFn: ({ signal, pageParam }) =>
      data(api.GET('/api/v1/clashes', { params: { query: { part, open, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

/** Where it shows the customer's file, the reading is on record: it is fetched when it is opened and at no other time. */
export const clashCaseQuery = (id: Id) =>
  queryOptions({
    queryKey: caseKey(id),
    queryFn: ({ signal }) => data(api.GET('/api/v1/clashes/{id}', { params: { path: { id } }, signal })) as Promise<ClashCase>,
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  });

const on = (id: Id, version: number) => ({ path: { id }, header: ifMatch(version) });

export const askClash = (body: ClashInput, key: string): Promise<ClashCase> =>
  data(api.POST('/api/v1/clashes', { params: { header: idempotent(key) }, body }));
export const answerClash = (id: Id, text: string, version: number): Promise<ClashCase> =>
  data(api.POST('/api/v1/clashes/{id}/statements', { params: on(id, version), body: { text } }));
export const withdrawClash = (id: Id, version: number): Promise<ClashCase> =>
  data(api.POST('/api/v1/clashes/{id}/withdrawal', { params: on(id, version) }));
export const settleClash = (id: Id, until: Day, reason: string, version: number): Promise<ClashCase> =>
  data(api.POST('/api/v1/clashes/{id}/settlement', { params: on(id, version), body: { until, reason } }));
export const ruleClash = (id: Id, ruling: ClashRuling, reason: string, until: Day | null, version: number): Promise<ClashCase> =>
  data(api.POST('/api/v1/clashes/{id}/ruling', { params: on(id, version), body: { ruling, reason, ...(until ? { until } : {}) } }));
