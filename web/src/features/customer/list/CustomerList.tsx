import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { Building2, Plus, Upload } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { customerCountQuery, customersQuery, type CustomerRow } from '@/api/customer';
import { filtersOf } from '@/api/search';
import { useMay, useMe } from '@/app/me';
import { create as importCreate } from '@/features/import/nav';
import { useT } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty } from '@/shared/layout/states';
import { useBox } from '@/shared/searchbox/useBox';
import { DensityToggle } from '@/shared/table/ColumnMenu';
import { DataTable } from '@/shared/table/DataTable';
import { FilterChips } from '@/shared/table/FilterChips';
import { useTableLayout } from '@/shared/table/layout';
import { formatCount } from '@/shared/text/format';
import { ButtonLink } from '../ButtonLink';
import { CustomerPanel } from '../record/CustomerPanel';
import type { CustomersSearch } from '../routes';
import { BulkBar } from './BulkBar';
import { ColumnChooser } from './ColumnChooser';
import { factColumns, useColumns } from './columns';
import { ExportButton } from './ExportButton';
import { FilterAdder, FilterEditor } from './FilterEditor';
import { useFilterFields } from './filterFields';
import { byField, FILTERS_MAX, isEditable, replaced, sameFilters, serverFilters, wordsOf, type Filter } from './filters';
import { FilterText } from './FilterText';
import { FirstCustomers } from './CustomersPage';
import { SearchField } from './SearchField';
import type { View } from './views';
import { ViewTabs } from './ViewTabs';
import css from './list.module.css';

const route = getRouteApi('/frame/customers');
const rowKey = (row: CustomerRow): string => row.id;
const NOBODY: ReadonlySet<string> = new Set();

export function CustomerList({ view, views }: { view: View; views: readonly View[] }) {
  const t = useT();
  const may = useMay();
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (next: Partial<CustomersSearch>, replace = false) => void navigate({ search: (before) => ({ ...before, ...next }), replace }),
    [navigate],
  );

  const find = useCallback((q: string) => change({ q: q || undefined }, true), [change]);

  const filters = search.f ?? view.filters;
  const sort = search.sort ?? view.sort;
  const grouped = useMemo(() => byField(filters), [filters]);
  const fields = useFilterFields();
  const box = useBox(search.q ?? '', Array.from(search.q ?? '').length);
  const columns = useColumns(view.columns, wordsOf(filters, box.state?.words ?? ''));
  const [layout, setLayout] = useTableLayout(view.saved ? `customers.${view.saved.id}` : 'customers', columns);
  const shown = useMemo(() => layout.order.filter((key) => !layout.hidden.includes(key)), [layout]);

  const query = useMemo(
    () => ({
      filters: serverFilters(filters, me.today, me.company.time_zone),
      q: search.q,
      sort,
      columns: factColumns(shown),
    }),
    [filters, search.q, me.today, me.company.time_zone, sort, shown],
  );
  // The catalogue decides which columns there are; asking before it is known would ask twice.
  const ready = fields.size > 0 && columns.length > 0;
  const list = useInfiniteQuery({ ...customersQuery(query), enabled: ready });
  const count = useQuery({ ...customerCountQuery(query.filters, query.q), enabled: ready });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);

  // What is chosen belongs to what is listed; another question forgets it.
  const question = JSON.stringify([query.filters, query.q]);
  const [selection, setSelection] = useState({ question, chosen: NOBODY });
  const chosen = selection.question === question ? selection.chosen : NOBODY;
  const choose = (next: ReadonlySet<string>) => setSelection({ question, chosen: next });

  const setFilters = (next: readonly string[]) => change({ f: sameFilters(next, view.filters) ? undefined : [...next] });
  const setField = (field: string, by: readonly Filter[]) => setFilters(replaced(filters, field, by));
  const filtered = filters.length > 0 || Boolean(search.q);
  // A view made from the search box leaves the columns to whoever looks.
  const columnsDiffer = view.saved !== null && view.columns.length > 0 && shown.join() !== view.columns.join();
  const differs = !sameFilters(filters, view.filters) || sort !== view.sort || columnsDiffer || Boolean(search.q);
  // While the text of the box is on its way to be understood, there is nothing to keep.
  const keepable = !search.q || (box.state !== null && box.state.troubles.length === 0);
  const definition = { filters: [...filters, ...(search.q && box.state ? filtersOf(box.state) : [])], sort, columns: shown };

  const index = rows.findIndex((row) => row.id === search.open);
  const neighbour = (by: 1 | -1) => {
    const row = index < 0 ? undefined : rows[index + by];
    return row && (() => change({ open: row.id }, true));
  };
  const bring = importCreate.find((entry) => may(...entry.needs));

  return (
    <Page
      title={t('customer.title')}
      width="full"
      aside={count.data && <span aria-live="polite">{t('customer_list.count', { count: formatCount(count.data.count, count.data.capped) })}</span>}
      actions={
        <>
          {may('customer.export') && <ExportButton query={query} count={count.data} columns={columns} shown={shown} />}
          {bring && (
            <ButtonLink to={bring.to} className={css.desktop} icon={<Upload size={16} />}>
              {t('customer_list.import')}
            </ButtonLink>
          )}
          {may('customer.create') && (
            <ButtonLink to="/customers/new" main icon={<Plus size={16} />}>
              {t('customer.new')}
            </ButtonLink>
          )}
        </>
      }
      toolbar={
        <>
          <ViewTabs views={views} current={view} changed={differs && keepable ? definition : null} />
          <SearchField value={search.q ?? ''} onChange={find} onView={(id) => void navigate({ search: { view: id } })} />
          <FilterChips
            chips={[...grouped].map(([key, own]) => {
              const field = fields.get(key);
              return {
                key,
                text: field ? <FilterText field={field} filters={own} /> : t('customer_list.unknown_filter', { field: key }),
                onRemove: () => setField(key, []),
                ...(field && !field.boxOnly && isEditable(own, field.shape === 'date' || field.shape === 'instant')
                  ? {
                      editor: (close: () => void) => (
                        <FilterEditor
                          field={field}
                          filters={own}
                          onCancel={close}
                          onApply={(next) => {
                            setField(key, next);
                            close();
                          }}
                        />
                      ),
                    }
                  : {}),
              };
            })}
            {...(filters.length < FILTERS_MAX ? { adder: (close: () => void) => <FilterAdder fields={fields} current={grouped} onApply={setField} onClose={close} /> } : {})}
            onClear={() => change({ f: view.filters.length > 0 ? [] : undefined, q: undefined })}
          />
          <span className={css.spacer} />
          <span className={css.desktop}>
            <ColumnChooser columns={columns} layout={layout} onLayout={setLayout} />
            <DensityToggle layout={layout} onLayout={setLayout} />
          </span>
        </>
      }
    >
      {list.isError && rows.length === 0 ? (
        <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={t('customer.title')}
          columns={columns}
          rows={rows}
          rowKey={rowKey}
          layout={layout}
          onLayout={setLayout}
          openKey={search.open ?? null}
          onOpen={(row) => change({ open: row.id }, search.open !== undefined)}
          onFull={(row) => void navigate({ to: '/customers/$id', params: { id: row.id } })}
          sort={sort}
          onSort={(next) => change({ sort: next === view.sort ? undefined : next })}
          {...(may('customer.bulk') ? { selection: { chosen, onChange: choose } } : {})}
          hasMore={list.hasNextPage}
          onMore={() => void list.fetchNextPage()}
          loading={list.isPending || list.isFetchingNextPage}
          empty={
            filtered ? (
              <Empty icon={Building2} title={t('customer_list.none_match')} action={<Button onClick={() => change({ f: view.filters.length > 0 ? [] : undefined, q: undefined })}>{t('common.clear_filters')}</Button>}>
                {t('customer_list.none_match_text')}
              </Empty>
            ) : (
              <Empty icon={Building2} title={t('customer_list.none')} action={<FirstCustomers />}>
                {t('customer_list.none_text')}
              </Empty>
            )
          }
        />
      )}
      {chosen.size > 0 && <BulkBar rows={rows} chosen={chosen} onChoose={choose} />}
      {search.open && (
        <CustomerPanel
          key={search.open}
          id={search.open}
          search={search}
          onSearch={(next) => change(next, true)}
          onClose={() => change({ open: undefined, tab: undefined, kind: undefined })}
          onPrevious={neighbour(-1)}
          onNext={neighbour(1)}
        />
      )}
    </Page>
  );
}
