import { createRoute } from '@tanstack/react-router';
import type { ClashPart } from '@/api/clash';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export const PARTS = ['ruler', 'applicant', 'owner'] as const satisfies readonly ClashPart[];

export interface ClashesSearch {
  /** Why one looks; without it what one usually has to do. */
  part?: ClashPart;
  /** Those that are over. */
  over?: boolean;
}

// No loader opens a clash: where it shows a customer's file, that is on record.
export const clashRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/clashes',
    validateSearch: (search): ClashesSearch => ({
      ...(PARTS.some((one) => one === search.part) ? { part: search.part as ClashPart } : {}),
      ...(search.over === true ? { over: true } : {}),
    }),
    component: lazyPage(() => import('./ClashesPage'), 'ClashesPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/clashes/$id',
    component: lazyPage(() => import('./ClashPage'), 'ClashPage'),
  }),
] as const;
