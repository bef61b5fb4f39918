import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
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
    component: lazyRouteComponent(() => import('./PeoplePage'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/departments',
    validateSearch: (search): { open?: string; under?: string } => optionalText(search, 'open', 'under'),
    component: lazyRouteComponent(() => import('./DepartmentsPage'), 'DepartmentsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/posts',
    validateSearch: (search): { open?: string } => optionalText(search, 'open'),
    component: lazyRouteComponent(() => import('./PostsPage'), 'PostsPage'),
  }),
] as const;
