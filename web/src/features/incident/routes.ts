import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export interface IncidentSearch {
  show?: 'open' | 'closed';
  /** The case that is open. */
  id?: string;
}

export const incidentRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/incidents',
    validateSearch: (search): IncidentSearch => ({
      ...(search.show === 'open' || search.show === 'closed' ? { show: search.show } : {}),
      ...(typeof search.id === 'string' ? { id: search.id } : {}),
    }),
    component: lazyPage(() => import('./IncidentPage'), 'IncidentPage'),
  }),
] as const;
