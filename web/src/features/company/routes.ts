import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { optionalText } from '@/shared/search';

export const companyRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/company',
    component: lazyRouteComponent(() => import('./CompanyPage'), 'CompanyPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/roles',
    validateSearch: (search): { open?: string } => optionalText(search, 'open'),
    component: lazyRouteComponent(() => import('./RolesPage'), 'RolesPage'),
  }),
] as const;
