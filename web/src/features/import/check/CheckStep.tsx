import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { ArrowRight, CircleCheck } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { forgetRows, importRowsQuery, type Import, type RowFilter } from '@/api/import';
import { useT } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty } from '@/shared/layout/states';
import { formatCount } from '@/shared/text/format';
import { CancelButton } from '../CancelButton';
import { planned } from '../planned';
import type { ImportSearch } from '../routes';
import { BulkFixes } from './BulkFixes';
import { ChangeTable } from './ChangeTable';
import { TwinTable } from './TwinTable';
import { RowTable } from './RowTable';
import shared from '../import.module.css';
import css from './check.module.css';

const route = getRouteApi('/frame/imports/$id');

/** Bad rows are loaded up to here without being asked for, so that mends can be counted. */
const AHEAD = 5_000;

/** Every row with its verdict; bad cells are mended in place or many at once. */
export function CheckStep({ one }: { one: Import }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = route.useSearch();
  const shown: RowFilter = search.rows ?? 'invalid';
  const query = useInfiniteQuery(importRowsQuery(one.id, shown));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const { hasNextPage, isFetching, fetchNextPage } = query;

  useEffect(() => {
    if (shown === 'invalid' && hasNextPage && !isFetching && rows.length < AHEAD) void fetchNextPage();
  }, [shown, hasNextPage, isFetching, rows.length, fetchNextPage]);

  // Rows mended here stay in sight until one looks anew.
  useEffect(() => () => void forgetRows(client, one.id), [client, one.id]);

  const { counts } = one;
  // A single row may be made to change a customer that it is like.
  const changes = one.mode !== 'create' || counts.update_rows > 0;
  const tabs: { rows: RowFilter; text: string; count: number }[] = [
    { rows: 'invalid', text: t('import.rows_invalid'), count: counts.invalid_rows },
    ...(!changes
      ? [{ rows: 'valid' as const, text: t('import.rows_valid'), count: counts.valid_rows }]
      : [
          { rows: 'update' as const, text: t('import.rows_update'), count: counts.update_rows },
          { rows: 'create' as const, text: t('import.rows_create'), count: counts.create_rows },
          { rows: 'unchanged' as const, text: t('import.rows_unchanged'), count: counts.unchanged_rows },
        ]),
    ...(counts.twin_rows > 0 ? [{ rows: 'twins' as const, text: t('import.rows_twins'), count: counts.twin_rows }] : []),
    { rows: 'all', text: t('import.rows_all'), count: counts.data_rows },
    { rows: 'skipped', text: t('import.rows_skipped'), count: counts.skipped_rows },
  ];

  return (
    <>
      <p className={css.summary}>
        {t(counts.invalid_rows === 0 ? 'import.summary_good' : 'import.summary', {
          data: formatCount(counts.data_rows),
          valid: formatCount(counts.valid_rows),
          invalid: formatCount(counts.invalid_rows),
        })}{' '}
        {changes && planned(counts, t)} {counts.skipped_rows > 0 && t('import.summary_skipped', { skipped: formatCount(counts.skipped_rows) })}
      </p>
      <nav className={css.tabs} aria-label={t('import.rows')}>
        {tabs.map((tab) => (
          <Link
            key={tab.rows}
            to="/imports/$id"
            params={{ id: one.id }}
            search={{ step: 'check', ...(tab.rows === 'invalid' ? {} : { rows: tab.rows as Exclude<ImportSearch['rows'], undefined> }) }}
            replace
            aria-current={tab.rows === shown ? 'page' : undefined}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {tab.text} <span>{formatCount(tab.count)}</span>
          </Link>
        ))}
      </nav>
      {shown === 'invalid' && <BulkFixes one={one} rows={rows} all={!hasNextPage} />}
      {query.isError ? (
        <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
      ) : shown === 'twins' ? (
        <TwinTable one={one} rows={rows} loading={query.isPending || query.isFetchingNextPage} hasMore={hasNextPage} onMore={() => void fetchNextPage()} />
      ) : shown === 'update' ? (
        <ChangeTable rows={rows} loading={query.isPending || query.isFetchingNextPage} hasMore={hasNextPage} onMore={() => void fetchNextPage()} />
      ) : (
        <RowTable
          key={shown}
          one={one}
          shown={shown}
          rows={rows}
          loading={query.isPending || query.isFetchingNextPage}
          hasMore={hasNextPage}
          onMore={() => void fetchNextPage()}
          empty={
            shown === 'invalid' ? (
              <Empty icon={CircleCheck} title={t('import.none_invalid')}>
                {t('import.none_invalid_text')}
              </Empty>
            ) : (
              <Empty title={t('import.none_rows')} />
            )
          }
        />
      )}
      <footer className={shared.foot}>
        <CancelButton one={one} />
        <span className={shared.footText}>{shown === 'skipped' ? t('import.skipped_hint') : shown === 'update' ? t('import.update_hint') : shown === 'twins' ? t('import.twins_hint') : t('import.check_hint')}</span>
        <Button
          type="primary"
          disabled={counts.create_rows + counts.update_rows === 0}
          icon={<ArrowRight size={16} />}
          iconPlacement="end"
          onClick={() => void navigate({ to: '/imports/$id', params: { id: one.id }, search: { step: 'write' } })}
        >
          {t('import.to_write')}
        </Button>
      </footer>
    </>
  );
}
