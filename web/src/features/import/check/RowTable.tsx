import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, Minus, PencilLine } from 'lucide-react';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { importRowsQuery, keepImport, mendRow, type Import, type ImportRow, type RowFilter } from '@/api/import';
import type { Page } from '@/api/types';
import { useT, type Translate } from '@/i18n';
import { noticeError } from '@/shared/overlay/notice';
import { DataTable, type Column } from '@/shared/table/DataTable';
import { useTableLayout } from '@/shared/table/layout';
import { columnLetter } from '../columns/targets';
import { problemText } from '../problemText';
import { MendCell } from './MendCell';
import css from './check.module.css';

export interface RowTableProps {
  one: Import;
  shown: RowFilter;
  rows: readonly ImportRow[];
  loading: boolean;
  hasMore: boolean;
  onMore: () => void;
  empty: ReactNode;
}

const rowKey = (row: ImportRow): string => String(row.row);

/** The rows of the file. Any cell can be mended; the server judges the row anew. */
export function RowTable({ one, shown, rows, loading, hasMore, onMore, empty }: RowTableProps) {
  const t = useT();
  const client = useQueryClient();
  const [editing, setEditing] = useState<{ row: number; column: number } | null>(null);
  const [fresh, setFresh] = useState<ReadonlySet<number>>(new Set());
  const editable = one.status === 'ready' && shown !== 'skipped';

  const mend = useCallback(
    async (row: number, column: number, text: string) => {
      try {
        const { import: next, row: judged } = await mendRow(one.id, row, { [column]: text });
        client.setQueryData<InfiniteData<Page<ImportRow>>>(importRowsQuery(one.id, shown).queryKey, (before) =>
          before && {
            ...before,
            pages: before.pages.map((page) => ({ ...page, items: page.items.map((item) => (item.row === row ? judged : item)) })),
          },
        );
        setFresh((before) => new Set(before).add(row));
        keepImport(client, next);
        return true;
      } catch (failure) {
        noticeError(failure);
        return false;
      }
    },
    [client, one.id, shown],
  );

  /** The next bad cell after this one, in reading order. */
  const after = useCallback(
    (row: number, column: number): { row: number; column: number } | null => {
      const from = rows.findIndex((item) => item.row === row);
      for (const item of rows.slice(Math.max(0, from))) {
        if (item.verdict !== 'invalid') continue;
        const bad = item.errors.flatMap((error) => error.column ?? []).sort((a, b) => a - b);
        const next = bad.find((at) => item.row !== row || at > column);
        if (next !== undefined) return { row: item.row, column: next };
      }
      return null;
    },
    [rows],
  );

  const headers = useMemo(() => new Map(one.columns.map((column) => [column.index, column.header || columnLetter(column.index)])), [one.columns]);
  const columns = useMemo<Column<ImportRow>[]>(
    () => [
      {
        key: 'row',
        title: t('import.row'),
        width: 76,
        fixed: true,
        card: 'title',
        render: (row) => <span className={css.rowNumber}>{t('import.row_number', { row: row.row })}</span>,
      },
      {
        key: 'verdict',
        title: t('import.verdict'),
        width: 360,
        fixed: true,
        render: (row) => <Verdict row={row} headers={headers} fresh={fresh.has(row.row)} />,
      },
      ...one.columns.map(
        (column): Column<ImportRow> => ({
          key: `c${column.index}`,
          title: column.header || columnLetter(column.index),
          width: column.field === 'name' ? 240 : column.field === 'credit_code' ? 196 : 150,
          optional: column.field === null,
          render: (row) => (
            <MendCell
              text={row.cells[column.index] ?? ''}
              label={t('import.mend_cell', { row: row.row, column: column.header || columnLetter(column.index) })}
              problem={row.errors.find((error) => error.column === column.index)?.message}
              editable={editable && column.field !== null}
              editing={editing?.row === row.row && editing.column === column.index}
              onEdit={() => setEditing({ row: row.row, column: column.index })}
              onDone={(text, go) => {
                const next = go ? after(row.row, column.index) : null;
                setEditing(next);
                if (text !== null && text !== (row.cells[column.index] ?? ''))
                  void mend(row.row, column.index, text).then((ok) => {
                    if (!ok) setEditing({ row: row.row, column: column.index });
                  });
              }}
            />
          ),
        }),
      ),
    ],
    [t, one.columns, headers, editable, editing, fresh, after, mend],
  );
  const [layout, setLayout] = useTableLayout(`import.${one.id}`, columns);

  return (
    <DataTable
      label={t('import.rows')}
      columns={columns}
      rows={rows}
      rowKey={rowKey}
      layout={layout}
      onLayout={setLayout}
      hasMore={hasMore}
      onMore={onMore}
      loading={loading}
      empty={empty}
    />
  );
}

/** What was or will be done with a good row. */
function told(row: ImportRow, fresh: boolean, t: Translate): string {
  if (row.verdict === 'written') return t('import.written');
  if (row.action === 'none') return t('import.same');
  if (row.action === 'update') return t('import.updates', { code: row.target?.code ?? '', fields: row.changes.map((change) => change.label).join(t('common.list_comma')) });
  return fresh ? t('import.mended') : t('import.good');
}

function Verdict({ row, headers, fresh }: { row: ImportRow; headers: ReadonlyMap<number, string>; fresh: boolean }) {
  const t = useT();
  if (row.verdict === 'skipped')
    return (
      <span className={css.verdictQuiet}>
        <Minus size={14} aria-hidden /> {t('import.no_customer')}
      </span>
    );
  const kept = row.warnings.map((warning) => problemText(warning, headers, t('common.colon'))).join(' ');
  if (row.valid)
    return (
      <span className={css.verdictGood} title={kept || undefined}>
        {fresh ? <PencilLine size={14} aria-hidden /> : <CircleCheck size={14} aria-hidden />}{' '}
        {told(row, fresh, t)}
        {kept && <span className={css.kept}> {t('import.kept', { count: row.warnings.length })}</span>}
      </span>
    );
  const text = row.errors.map((error) => problemText(error, headers, t('common.colon'))).join(' ');
  return (
    <span className={css.verdictBad} title={text}>
      <CircleAlert size={14} aria-hidden /> {text}
    </span>
  );
}
