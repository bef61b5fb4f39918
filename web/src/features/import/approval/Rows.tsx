import { Button } from 'antd';
import type { Import, ImportRow } from '@/api/import';
import { useT } from '@/i18n';
import { Lines } from '@/shared/layout/states';
import css from './approval.module.css';

/** Rows as they stand in the file, in the columns that are imported. */
export function Rows({ one, rows, loading, hasMore, onMore }: { one: Import; rows: readonly ImportRow[]; loading: boolean; hasMore: boolean; onMore: () => void }) {
  const t = useT();
  const columns = one.columns.filter((column) => column.field !== null);
  if (rows.length === 0) return loading ? <Lines /> : null;
  return (
    <>
      {/* Who has no mouse scrolls it with the keys. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={css.rows} tabIndex={0} role="region" aria-label={t('import.rows')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              {columns.map((column) => (
                <th scope="col" key={column.index}>
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.row}>
                <td>{row.row}</td>
                {columns.map((column) => (
                  <td key={column.index}>{row.cells[String(column.index)] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasMore && (
        <Button loading={loading} onClick={onMore}>
          {t('common.load_more')}
        </Button>
      )}
    </>
  );
}
