import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { refreshCustomer } from './customer';
import { api, data, idempotent, ifMatch } from './client';
import type { components } from './schema';
import type { FieldValue, Id } from './types';

type Schemas = components['schemas'];

export type Correction = Omit<Schemas['Correction'], 'before' | 'after'> & { before: FieldValue; after: FieldValue };
export type CorrectionState = Schemas['CorrectionState'];
export interface CorrectionsWanted {
  state?: CorrectionState;
  customer?: Id;
  own?: boolean;
  to_check?: boolean;
}
export interface CorrectionReport {
  customer_id: Id;
  contact_id?: Id;
  field: string;
  value: FieldValue;
  reason: string;
  source: string;
}

const correctionsKey = ['corrections'] as const;

export const correctionsQuery = (wanted: CorrectionsWanted) =>
  infiniteQueryOptions({
    queryKey: [...correctionsKey, wanted],
    queryFn: async ({ signal, pageParam }) => {
      const query = { ...wanted, ...(pageParam ? { cursor: pageParam } : {}) };
      return (await data(api.GET('/api/v1/corrections', { params: { query }, signal }))) as { items: Correction[]; next_cursor: string | null };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export const reportCorrection = (body: CorrectionReport, key: string): Promise<unknown> =>
  data(api.POST('/api/v1/corrections', { params: { header: idempotent(key) }, body }));

const on = (id: Id, version: number) => ({ path: { id }, header: ifMatch(version) });

export const checkCorrection = (id: Id, how: string, version: number): Promise<unknown> =>
  data(api.POST('/api/v1/corrections/{id}/check', { params: on(id, version), body: { how } }));
export const refuseCorrection = (id: Id, reason: string, version: number): Promise<unknown> =>
  data(api.POST('/api/v1/corrections/{id}/refusal', { params: on(id, version), body: { reason } }));
export const applyCorrection = (id: Id, version: number): Promise<unknown> =>
  data(api.POST('/api/v1/corrections/{id}/application', { params: on(id, version) }));

/** After a step: the register, and the customer whose fact it is. */
export async function refreshCorrections(client: QueryClient, customer: Id): Promise<void> {
  await Promise.all([client.invalidateQueries({ queryKey: correctionsKey }), refreshCustomer(client, customer)]);
}
