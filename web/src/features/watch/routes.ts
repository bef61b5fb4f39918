import { createRoute } from '@tanstack/react-router';
import type { WatchState } from '@/api/watch';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export interface WatchSearch {
  /** Only those of this state; open ones when absent. */
  show?: WatchState | 'all';
  /** The finding that is open. */
  id?: string;
}

const SHOWN = ['concluded', 'incident', 'all'] as const;

export const watchRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/watch',
    validateSearch: (search): WatchSearch => {
      const show = SHOWN.find((one) => one === search.show);
      return { ...(show ? { show } : {}), ...(typeof search.id === 'string' ? { id: search.id } : {}) };
    },
    component: lazyPage(() => import('./WatchPage'), 'WatchPage'),
  }),
] as const;
