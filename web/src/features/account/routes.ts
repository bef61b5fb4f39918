import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export const accountRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/account',
    component: lazyPage(() => import('./Account'), 'Account'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/password',
    component: lazyPage(() => import('./MustChangePassword'), 'MustChangePassword'),
  }),
] as const;
