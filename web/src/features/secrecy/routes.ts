import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export const secrecyRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/classified',
    component: lazyPage(() => import('./ClassifiedPage'), 'ClassifiedPage'),
  }),
] as const;
