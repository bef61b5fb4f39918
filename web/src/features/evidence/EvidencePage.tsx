import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { evidenceQuery, type EvidenceItem } from '@/api/evidence';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty } from '@/shared/layout/states';
import { DataTable, type Column } from '@/shared/table/DataTable';
import { useTableLayout } from '@/shared/table/layout';
import { ColumnMenu, DensityToggle } from '@/shared/table/ColumnMenu';
import { TimeText, Unknown } from '@/shared/text/texts';
import { EntryPanel } from './EntryPanel';
import { Filters } from './Filters';
import { ProofStatus } from './ProofStatus';
import type { EvidenceSearch } from './routes';
import { Outcome, Sentence } from './Sentence';
import { useWords } from './words';
import css from './evidence.module.css';

const route = getRouteApi('/frame/evidence');
const itemKey = (item: EvidenceItem): string => String(item.index);

export function EvidencePage() {
  const t = useT();
  const may = useMay();
  return (
    <Needs anyOf={['evidence.read', 'evidence.verify']}>
      {may('evidence.read') ? (
        <Log />
      ) : (
        <Page title={t('evidence.title')}>
          <ProofStatus />
          <p className={css.quiet}>{t('evidence.no_reading')}</p>
        </Page>
      )}
    </Needs>
  );
}

function Log() {
  const t = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const words = useWords();
  const change = useCallback(
    (next: Partial<EvidenceSearch>, replace = false) => void navigate({ search: (before) => ({ ...before, ...next }), replace }),
    [navigate],
  );
  const { open, ...filter } = search;
  const query = useInfiniteQuery(evidenceQuery(filter));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);

  const columns = useMemo<Column<EvidenceItem>[]>(
    () => [
      { key: 'at', title: t('evidence.time'), width: 136, render: (item) => (item.at ? <TimeText at={item.at} /> : <Unknown />) },
      { key: 'what', title: t('evidence.what'), width: 560, fixed: true, card: 'title', render: (item) => <Sentence words={words(item)} /> },
      { key: 'outcome', title: t('evidence.outcome'), width: 200, render: (item) => <Outcome item={item} words={words(item)} /> },
      { key: 'channel', title: t('evidence.channel'), width: 96, card: 'none', render: (item) => (item.channel ? t(`evidence.channel_${item.channel}`) : <Unknown />) },
      { key: 'address', title: t('evidence.address'), width: 140, optional: true, card: 'none', render: (item) => item.address ?? <Unknown /> },
      { key: 'index', title: t('evidence.number'), width: 88, align: 'end', card: 'none', render: (item) => <span className={css.quiet}>{item.index}</span> },
    ],
    [t, words],
  );
  const [layout, setLayout] = useTableLayout('evidence', columns);
  const at = rows.findIndex((row) => row.index === open);
  const neighbour = (by: 1 | -1) => {
    const row = at < 0 ? undefined : rows[at + by];
    return row && (() => change({ open: row.index }, true));
  };

  return (
    <Page
      title={t('evidence.title')}
      width="full"
      toolbar={
        <>
          <Filters filter={filter} onChange={(next) => change({ ...next, open: undefined })} />
          <span className={css.spacer} />
          <span className={css.desktop}>
            <ColumnMenu columns={columns} layout={layout} onLayout={setLayout} />
            <DensityToggle layout={layout} onLayout={setLayout} />
          </span>
        </>
      }
    >
      <ProofStatus onOpen={(index) => change({ open: index })} />
      {query.isError ? (
        <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label={t('evidence.entries')}
          columns={columns}
          rows={rows}
          rowKey={itemKey}
          layout={layout}
          onLayout={setLayout}
          openKey={open === undefined ? null : String(open)}
          onOpen={(item) => change({ open: item.index }, open !== undefined)}
          hasMore={query.hasNextPage}
          onMore={() => void query.fetchNextPage()}
          loading={query.isPending || query.isFetchingNextPage}
          empty={
            <Empty icon={SearchX} title={t('evidence.none')}>
              {t('evidence.none_text')}
            </Empty>
          }
        />
      )}
      {open !== undefined && (
        <EntryPanel key={open} index={open} onClose={() => change({ open: undefined })} onPrevious={neighbour(-1)} onNext={neighbour(1)} />
      )}
    </Page>
  );
}
