import { createRoute } from '@tanstack/react-router';
import { SHOWN_STATES } from '@/api/campaign';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export interface CampaignSearch {
  state?: (typeof SHOWN_STATES)[number];
  /** Only the customers of this person. */
  person?: string;
}

export const campaignRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/campaigns',
    component: lazyPage(() => import('./CampaignsPage'), 'CampaignsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/campaigns/$id',
    validateSearch: (search): CampaignSearch => ({
      ...(SHOWN_STATES.some((one) => one === search.state) ? { state: search.state as (typeof SHOWN_STATES)[number] } : {}),
      ...(typeof search.person === 'string' ? { person: search.person } : {}),
    }),
    component: lazyPage(() => import('./CampaignPage'), 'CampaignPage'),
  }),
] as const;
