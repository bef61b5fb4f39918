import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';
import { optionalText } from '@/shared/search';

export interface EvidenceSearch {
  person?: string;
  /** File code or id. */
  customer?: string;
  action?: string;
  /** A clause of the regulation, as everybody quotes it. */
  clause?: string;
  from?: string;
  to?: string;
  /** The place of the entry beside the list. */
  open?: number;
}

export const evidenceRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/evidence',
    validateSearch: (search): EvidenceSearch => ({
      ...optionalText(search, 'person', 'customer', 'action', 'clause', 'from', 'to'),
      ...(typeof search.open === 'number' && Number.isSafeInteger(search.open) && search.open >= 0 ? { open: search.open } : {}),
    }),
    component: lazyPage(() => import('./EvidencePage'), 'EvidencePage'),
  }),
] as const;
