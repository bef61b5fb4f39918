import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

export type Campaign = Schemas['Campaign'];
export type CampaignCounts = Schemas['CampaignCounts'];
export type CampaignInput = Schemas['CampaignInput'];
export type CampaignItem = Schemas['CampaignItem'];
export type CampaignKind = Schemas['CampaignKind'];
export type WalkInput = Schemas['WalkInput'];
export type WalkState = Schemas['WalkState'];

export const CAMPAIGN_KINDS = ['verification', 'revision', 'inspection'] as const satisfies readonly CampaignKind[];
/** The states that customers are listed by: those that are merged away are on no list. */
export const SHOWN_STATES = ['open', 'verified', 'changed', 'unreachable'] as const satisfies readonly WalkState[];

const campaignsKey = ['campaigns'] as const;

export const campaignsQuery = queryOptions({
  queryKey: [...campaignsKey, 'list'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/campaigns', { signal })),
});
export const campaignQuery = (id: Id) =>
  queryOptions({
    queryKey: [...campaignsKey, 'one', id],
    queryFn: ({ signal }) => data(api.GET('/api/v1/campaigns/{id}', { params: { path: { id } }, signal })),
  });
export const campaignItemsQuery = (id: Id, wanted: { state?: WalkState; person?: Id }) =>
  infiniteQueryOptions({
    queryKey: [...campaignsKey, 'items', id, wanted],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...wanted, ...(pageParam ? { cursor: pageParam } : {}) };
      return data(api.GET('/api/v1/campaigns/{id}/customers', { params: { path: { id }, query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export const openCampaign = (body: CampaignInput, key: string): Promise<Campaign> =>
  data(api.POST('/api/v1/campaigns', { params: { header: idempotent(key) }, body }));
export const walkCustomer = (id: Id, customer: Id, body: WalkInput): Promise<CampaignItem> =>
  data(api.PUT('/api/v1/campaigns/{id}/customers/{customer_id}', { params: { path: { id, customer_id: customer } }, body }));
export const assignCampaign = (id: Id, body: Schemas['CampaignAssignment']): Promise<{ count: number }> =>
  data(api.POST('/api/v1/campaigns/{id}/assignment', { params: { path: { id } }, body }));
export const remindCampaign = (id: Id, department: Id): Promise<{ count: number }> =>
  data(api.POST('/api/v1/campaigns/{id}/reminder', { params: { path: { id } }, body: { department_id: department } }));
export const closeCampaign = (id: Id, conclusion: string, version: number): Promise<Campaign> =>
  data(api.POST('/api/v1/campaigns/{id}/closing', { params: { path: { id }, header: ifMatch(version) }, body: { conclusion } }));

export const refreshCampaigns = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: campaignsKey });
