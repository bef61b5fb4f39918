import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';

export const workbenchRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./Workbench'), 'Workbench'),
  }),
] as const;
