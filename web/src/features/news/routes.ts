import { createRoute } from '@tanstack/react-router';
import { NEWS_KINDS, type NewsKind } from '@/api/urgentNews';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export interface NewsSearch {
  kind?: NewsKind;
  /** Only what waits for one's own acknowledgement, or for somebody's. */
  show?: 'waiting' | 'unacknowledged';
}

export const newsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/urgent-news',
    validateSearch: (search): NewsSearch => ({
      ...(NEWS_KINDS.some((one) => one === search.kind) ? { kind: search.kind as NewsKind } : {}),
      ...(search.show === 'waiting' || search.show === 'unacknowledged' ? { show: search.show } : {}),
    }),
    component: lazyPage(() => import('./NewsPage'), 'NewsPage'),
  }),
] as const;
