import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';
import { optionalText } from '@/shared/search';

export interface MergeSearch {
  /** The customer that stays, and the one that goes into it. */
  a?: string;
  b?: string;
  /** Somebody has said that `a` is to stay, whatever is suggested. */
  kept?: true;
}

export const mergeRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/customers/merge',
    validateSearch: (search): MergeSearch => ({
      ...optionalText(search, 'a', 'b'),
      ...(search.kept === true ? { kept: true } : {}),
    }),
    component: lazyPage(() => import('./MergePage'), 'MergePage'),
  }),
] as const;
