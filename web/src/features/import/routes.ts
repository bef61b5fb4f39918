import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export const STEPS = ['columns', 'check', 'write'] as const;
export type Step = (typeof STEPS)[number];

export const SHOWN = ['all', 'valid', 'create', 'update', 'unchanged', 'twins', 'skipped'] as const;

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
    component: lazyPage(() => import('./ImportsPage'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/imports/$id',
    validateSearch: (search): ImportSearch => ({
      ...(STEPS.some((one) => one === search.step) ? { step: search.step as Step } : {}),
      ...(SHOWN.some((one) => one === search.rows) ? { rows: search.rows as (typeof SHOWN)[number] } : {}),
    }),
    component: lazyPage(() => import('./ImportPage'), 'ImportPage'),
  }),
] as const;
