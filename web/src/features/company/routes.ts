import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';
import { optionalText } from '@/shared/search';

export const companyRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/company',
    component: lazyPage(() => import('./CompanyPage'), 'CompanyPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/access',
    component: lazyPage(() => import('./AccessPage'), 'AccessPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/roles',
    validateSearch: (search): { open?: string } => optionalText(search, 'open'),
    component: lazyPage(() => import('./RolesPage'), 'RolesPage'),
  }),
] as const;
