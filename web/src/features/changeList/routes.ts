import { createRoute } from '@tanstack/react-router';
import { LIST_STATES, type ChangeListState } from '@/api/changeList';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export interface ChangeListsSearch {
  /** Lists that are so far; without it all. */
  state?: ChangeListState | undefined;
}

export const changeListRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/change-lists',
    validateSearch: (search): ChangeListsSearch => (LIST_STATES.some((one) => one === search.state) ? { state: search.state as ChangeListState } : {}),
    component: lazyPage(() => import('./ChangeListsPage'), 'ChangeListsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/change-lists/$id',
    component: lazyPage(() => import('./ChangeListPage'), 'ChangeListPage'),
  }),
] as const;
