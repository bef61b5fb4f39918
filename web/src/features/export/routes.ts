import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';
import { optionalText } from '@/shared/search';

export interface ExportsSearch {
  /** Only those that wait for an approval. */
  waiting?: true;
  /** The one beside the list. */
  open?: string;
}

export const exportRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/exports',
    validateSearch: (search): ExportsSearch => ({
      ...optionalText(search, 'open'),
      ...(search.waiting === true ? { waiting: true } : {}),
    }),
    component: lazyPage(() => import('./ExportsPage'), 'ExportsPage'),
  }),
] as const;
