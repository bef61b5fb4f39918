import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Radio } from 'antd';
import { FileOutput } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { exportsQuery, type Export } from '@/api/export';
import { useT } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty } from '@/shared/layout/states';
import { DataTable, type Column } from '@/shared/table/DataTable';
import { useTableLayout } from '@/shared/table/layout';
import { formatCount } from '@/shared/text/format';
import { TimeText, Unknown } from '@/shared/text/texts';
import css from './export.module.css';
import { ExportPanel } from './ExportPanel';
import type { ExportsSearch } from './routes';
import { State } from './State';

const route = getRouteApi('/frame/exports');
const rowKey = (one: Export): string => one.id;

/** The register of what leaves the house: one's own, one's people's, or everybody's. */
export function ExportsPage() {
  const t = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (next: Partial<ExportsSearch>, replace = false) => void navigate({ search: (before) => ({ ...before, ...next }), replace }),
    [navigate],
  );
  const query = useInfiniteQuery(exportsQuery(search.waiting ? 'asked' : undefined));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const columns = useMemo<Column<Export>[]>(
    () => [
      { key: 'register', title: t('export.register'), width: 150, fixed: true, card: 'title', render: (one) => <span className={css.figures}>{one.register}</span> },
      { key: 'state', title: t('export.state'), width: 88, render: (one) => <State one={one} /> },
      { key: 'when', title: t('export.when'), width: 136, render: (one) => <TimeText at={one.created_at} /> },
      { key: 'person', title: t('export.person'), width: 90, render: (one) => one.person.name },
      { key: 'department', title: t('export.department'), width: 120, card: 'none', render: (one) => one.department?.name ?? <Unknown /> },
      { key: 'purpose', title: t('export.purpose'), width: 300, render: (one) => (one.purpose ? <span className={css.purpose}>{one.purpose}</span> : <Unknown />) },
      {
        key: 'rows',
        title: t('export.rows'),
        width: 130,
        align: 'end',
        render: (one) => <span className={css.figures}>{one.left_rows === one.asked_rows ? formatCount(one.left_rows) : t('export.rows_left', { left: formatCount(one.left_rows), asked: formatCount(one.asked_rows) })}</span>,
      },
      { key: 'format', title: t('export.format'), width: 80, card: 'none', render: (one) => `.${one.format}` },
    ],
    [t],
  );
  const [layout, setLayout] = useTableLayout('exports', columns);
  const index = rows.findIndex((one) => one.id === search.open);
  const neighbour = (by: 1 | -1) => {
    const one = index < 0 ? undefined : rows[index + by];
    return one && (() => change({ open: one.id }, true));
  };
  return (
    <Page
      title={t('export.title')}
      width="full"
      toolbar={
        <>
          <Radio.Group
            aria-label={t('export.state')}
            optionType="button"
            value={search.waiting ? 'waiting' : 'all'}
            onChange={(event) => change({ waiting: event.target.value === 'waiting' ? true : undefined, open: undefined })}
            options={[
              { value: 'all', label: t('export.all') },
              { value: 'waiting', label: t('export.waiting') },
            ]}
          />
          <p className={css.quiet}>{t('export.hint')}</p>
        </>
      }
    >
      {query.isError && rows.length === 0 ? (
        <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label={t('export.title')}
          columns={columns}
          rows={rows}
          rowKey={rowKey}
          layout={layout}
          onLayout={setLayout}
          openKey={search.open ?? null}
          onOpen={(one) => change({ open: one.id }, search.open !== undefined)}
          hasMore={query.hasNextPage}
          onMore={() => void query.fetchNextPage()}
          loading={query.isPending || query.isFetchingNextPage}
          empty={
            <Empty icon={FileOutput} title={t(search.waiting ? 'export.none_waiting' : 'export.none')}>
              {t(search.waiting ? 'export.none_waiting_text' : 'export.none_text')}
            </Empty>
          }
        />
      )}
      {search.open && <ExportPanel key={search.open} id={search.open} onClose={() => change({ open: undefined })} onPrevious={neighbour(-1)} onNext={neighbour(1)} />}
    </Page>
  );
}
