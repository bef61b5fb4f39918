import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export const pledgeRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/pledge',
    component: lazyPage(() => import('./PledgePage'), 'PledgePage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/pledges',
    component: lazyPage(() => import('./PledgesPage'), 'PledgesPage'),
  }),
] as const;
