import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export const REQUEST_LISTS = ['to_decide', 'mine', 'all', 'grants', 'register'] as const;
export type RequestTab = (typeof REQUEST_LISTS)[number];

/** Kinds that are asked for on this page. */
export const ASKED_KINDS = ['view', 'copy', 'disclosure', 'share', 'loan', 'level_change', 'declassify'] as const;
export type AskedKind = (typeof ASKED_KINDS)[number];

/** `open`: the request shown above the list. The others fill in the form of a new one. */
export interface RequestsSearch {
  list?: RequestTab;
  open?: string;
  kind?: AskedKind;
  customer?: string;
  clash?: string;
  person?: string;
  /** The original that is to be borrowed, and what it is called. */
  item?: string;
  title?: string;
  /** What the customer is called, for who knows no more of it than its code name. */
  name?: string;
}

const PREFILLED = ['open', 'customer', 'clash', 'person', 'item', 'title', 'name'] as const;

export const requestRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/requests',
    validateSearch: (search): RequestsSearch => ({
      ...(REQUEST_LISTS.some((one) => one === search.list) ? { list: search.list as RequestTab } : {}),
      ...(ASKED_KINDS.some((one) => one === search.kind) ? { kind: search.kind as AskedKind } : {}),
      ...Object.fromEntries(PREFILLED.flatMap((name) => (typeof search[name] === 'string' ? [[name, search[name]]] : []))),
    }),
    component: lazyPage(() => import('./RequestsPage'), 'RequestsPage'),
  }),
] as const;
