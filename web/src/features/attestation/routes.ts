import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export const attestationRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/attestations',
    validateSearch: (search): { whose?: 'others' } => (search.whose === 'others' ? { whose: 'others' } : {}),
    component: lazyPage(() => import('./AttestationsPage'), 'AttestationsPage'),
  }),
] as const;
