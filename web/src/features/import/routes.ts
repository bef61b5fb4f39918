import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';

export const STEPS = ['columns', 'check', 'write'] as const;
export type Step = (typeof STEPS)[number];

export const SHOWN = ['all', 'valid', 'skipped'] as const;

export interface ImportSearch {
  /** Without it: where the import stands. */
  step?: Step;
  /** Rows in the check; without it the bad ones. */
  rows?: (typeof SHOWN)[number];
}

export const importRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/imports',
    component: lazyRouteComponent(() => import('./ImportsPage'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/imports/$id',
    validateSearch: (search): ImportSearch => ({
      ...(STEPS.some((one) => one === search.step) ? { step: search.step as Step } : {}),
      ...(SHOWN.some((one) => one === search.rows) ? { rows: search.rows as (typeof SHOWN)[number] } : {}),
    }),
    component: lazyRouteComponent(() => import('./ImportPage'), 'ImportPage'),
  }),
] as const;
