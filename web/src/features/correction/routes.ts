import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export const CORRECTION_LISTS = ['to_check', 'to_apply', 'own', 'all'] as const;
export type CorrectionList = (typeof CORRECTION_LISTS)[number];

export interface CorrectionsSearch {
  list?: CorrectionList;
}

export const correctionRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/corrections',
    validateSearch: (search): CorrectionsSearch =>
      CORRECTION_LISTS.some((one) => one === search.list) ? { list: search.list as CorrectionList } : {},
    component: lazyPage(() => import('./CorrectionsPage'), 'CorrectionsPage'),
  }),
] as const;
