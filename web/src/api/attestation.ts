import { queryOptions } from '@tanstack/react-query';
import { api, data } from './client';
import { obligationsKey, type Obligation } from './obligation';
import type { components } from './schema';
import type { Day, Id } from './types';

type Schemas = components['schemas'];

export type ToAttest = Omit<Schemas['ToAttest'], 'obligation'> & { obligation: Obligation };
export type Whose = 'mine' | 'others';

export const attestationsQuery = (whose: Whose) =>
  queryOptions({
    queryKey: [...obligationsKey, 'attestations', whose],
    queryFn: ({ signal }) => data(api.GET('/api/v1/attestations', { params: { query: { whose } }, signal })) as unknown as Promise<{ items: ToAttest[] }>,
  });

/** It is as the clause says. */
export const confirmClause = (id: Id, said: { on?: Day; note?: string } = {}): Promise<unknown> =>
  data(api.POST('/api/v1/attestations/{id}/confirmation', { params: { path: { id } }, body: said }));

/** It is not: those who answer for it are told. */
export const reportFailure = (id: Id, reason: string): Promise<unknown> =>
  data(api.POST('/api/v1/attestations/{id}/failure', { params: { path: { id } }, body: { reason } }));
