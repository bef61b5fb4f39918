import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export const qualityRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/quality',
    component: lazyPage(() => import('./QualityPage'), 'QualityPage'),
  }),
] as const;
