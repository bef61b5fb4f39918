import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';
import { optionalText } from '@/shared/search';

export const VIEWS = ['mine', 'others', 'over', 'all'] as const;
export type View = (typeof VIEWS)[number];

export interface ObligationsSearch {
  view?: View;
  /** The one that is open beside the list. */
  id?: string;
  /** Instead of a view: those of a clause … */
  clause?: string;
  /** … that were opened, done in time, done late or found late in a month, or are to be done now. */
  what?: string;
  /** The month, as 2026-11. */
  month?: string;
  /** Only what this person has to do. */
  person?: string;
  /** Only that for which this department answers. */
  department?: string;
  /** Only what was due from this day on. */
  since?: string;
}


export const obligationRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/obligations',
    validateSearch: (search): ObligationsSearch => ({
      ...(VIEWS.some((view) => view === search.view) ? { view: search.view as View } : {}),
      ...optionalText(search, 'id', 'clause', 'what', 'month', 'person', 'department', 'since'),
    }),
    component: lazyPage(() => import('./ObligationsPage'), 'ObligationsPage'),
  }),
] as const;
