import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export const workbenchRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/',
    component: lazyPage(() => import('./Workbench'), 'Workbench'),
  }),
] as const;
