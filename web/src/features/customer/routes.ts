import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';
import { optionalText } from '@/shared/search';

export const TABS = ['facts', 'timeline', 'contacts', 'interactions', 'items', 'shares', 'seen'] as const;
export type RecordTab = (typeof TABS)[number];

/** What is shown of one customer: beside the list, or on its own page. */
export interface RecordSearch {
  tab?: RecordTab;
  /** Kinds shown on the timeline; all without it. */
  kind?: string;
}

export interface CustomersSearch extends RecordSearch {
  /** `mine`, `uncertain`, `quiet`, or the id of a saved view. */
  view?: string;
  q?: string;
  /** Filters; they take the place of the view's. */
  f?: string[];
  sort?: string;
  /** The customer beside the list. */
  open?: string;
}

export interface NewCustomerSearch {
  template?: string;
  kind?: 'organization' | 'individual';
}

const recordSearch = (search: Record<string, unknown>): RecordSearch => ({
  ...optionalText(search, 'kind'),
  ...(TABS.some((tab) => tab === search.tab) ? { tab: search.tab as RecordTab } : {}),
});

const texts = (value: unknown): string[] | null =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : typeof value === 'string' && value ? [value] : null;

// No loader opens a customer: opening is on record, and pointing at a link is not opening.
export const customerRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/customers',
    validateSearch: (search): CustomersSearch => {
      const filters = texts(search.f);
      return { ...optionalText(search, 'view', 'q', 'sort', 'open'), ...recordSearch(search), ...(filters ? { f: filters } : {}) };
    },
    component: lazyPage(() => import('./list/CustomersPage'), 'CustomersPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/customers/new',
    validateSearch: (search): NewCustomerSearch => ({
      ...optionalText(search, 'template'),
      ...(search.kind === 'organization' || search.kind === 'individual' ? { kind: search.kind } : {}),
    }),
    component: lazyPage(() => import('./form/NewCustomerPage'), 'NewCustomerPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/customers/$id',
    validateSearch: recordSearch,
    component: lazyPage(() => import('./record/CustomerPage'), 'CustomerPage'),
  }),
] as const;
