import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';
import { optionalText } from '@/shared/search';

export interface PeopleSearch {
  q?: string;
  department?: string;
  /** `off`: those who are deactivated; default: those who are not. */
  state?: 'off' | 'all';
  /** An id, or `new`. */
  open?: string;
  edit?: true;
}

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/people',
    validateSearch: (search): PeopleSearch => ({
      ...optionalText(search, 'q', 'department', 'open'),
      ...(search.state === 'off' || search.state === 'all' ? { state: search.state } : {}),
      ...(search.edit === true ? { edit: true } : {}),
    }),
    component: lazyPage(() => import('./PeoplePage'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/departments',
    validateSearch: (search): { open?: string; under?: string } => optionalText(search, 'open', 'under'),
    component: lazyPage(() => import('./DepartmentsPage'), 'DepartmentsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/posts',
    validateSearch: (search): { open?: string } => optionalText(search, 'open'),
    component: lazyPage(() => import('./PostsPage'), 'PostsPage'),
  }),
] as const;
