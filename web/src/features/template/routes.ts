import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';
import { optionalText } from '@/shared/search';

export interface TemplateSearch {
  /** A department, or `company`; without it where this person starts. */
  level?: string;
  /** The contact's side of the card. */
  side?: 'contact';
}

export interface FieldsSearch {
  /** A key, or `new`. */
  open?: string;
  q?: string;
  /** `all`: those of the product too; default: the company's own. */
  of?: 'all';
  /** What a new field starts with. */
  subject?: 'contact';
}

export const templateRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/templates',
    validateSearch: (search): { open?: string } => optionalText(search, 'open'),
    component: lazyPage(() => import('./TemplatesPage'), 'TemplatesPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/templates/$code',
    validateSearch: (search): TemplateSearch => ({
      ...optionalText(search, 'level'),
      ...(search.side === 'contact' ? { side: 'contact' as const } : {}),
    }),
    component: lazyPage(() => import('./card/CardPage'), 'CardPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/fields',
    validateSearch: (search): FieldsSearch => ({
      ...optionalText(search, 'open', 'q'),
      ...(search.of === 'all' ? { of: 'all' as const } : {}),
      ...(search.subject === 'contact' ? { subject: 'contact' as const } : {}),
    }),
    component: lazyPage(() => import('./field/FieldsPage'), 'FieldsPage'),
  }),
] as const;
