import { useQuery } from '@tanstack/react-query';
import { savedViewsQuery, type SavedView } from '@/api/savedView';
import { useT } from '@/i18n';

export const FIRST_SORT = '-updated_at';

export interface View {
  /** What stands in the address; `null` for all customers. */
  id: string | null;
  name: string;
  filters: readonly string[];
  sort: string;
  columns: readonly string[];
  /** Of a view that somebody keeps. */
  saved: SavedView | null;
}

const NONE: readonly string[] = [];

/** The views everybody has, then the kept ones; `known` is false while those are on their way. */
export function useViews(): { views: readonly View[]; known: boolean } {
  const t = useT();
  const { data, isPending } = useQuery(savedViewsQuery('customers'));
  const own = (id: string | null, name: string, filters: readonly string[], sort = FIRST_SORT): View => ({ id, name, filters, sort, columns: NONE, saved: null });
  const views = [
    own(null, t('customer_list.view_all'), NONE),
    own('mine', t('customer_list.view_mine'), ['owner:eq:me']),
    own('quiet', t('customer_list.view_quiet'), ['last_contact_at:lt:-90d'], 'last_contact_at'),
    own('uncertain', t('customer_list.view_uncertain'), ['uncertain:gt:0']),
    ...(data?.items ?? []).map((saved): View => ({
      id: saved.id,
      name: saved.name,
      filters: saved.definition.filters,
      sort: saved.definition.sort ?? FIRST_SORT,
      columns: saved.definition.columns,
      saved,
    })),
  ];
  return { views, known: !isPending };
}
