import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';

export const accountRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/account',
    component: lazyRouteComponent(() => import('./Account'), 'Account'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/password',
    component: lazyRouteComponent(() => import('./MustChangePassword'), 'MustChangePassword'),
  }),
] as const;
