import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';
import { optionalText } from '@/shared/search';

export interface CardsSearch {
  q?: string;
  /** By industry; without it by region. */
  sort?: 'industry';
  /** A year or a month. */
  met?: string;
  occasion?: string;
  region?: string;
  industry?: string;
}

export const cardRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/contacts',
    validateSearch: (search): CardsSearch => ({
      ...optionalText(search, 'q', 'met', 'occasion', 'region', 'industry'),
      ...(search.sort === 'industry' ? { sort: 'industry' as const } : {}),
    }),
    component: lazyPage(() => import('./CardsPage'), 'CardsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/contacts/reading',
    component: lazyPage(() => import('./read/ReadCardsPage'), 'ReadCardsPage'),
  }),
] as const;
