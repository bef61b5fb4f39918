import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { importRowsQuery, type Import, type ImportRow } from '@/api/import';
import { useT } from '@/i18n';
import { Section } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Lines } from '@/shared/layout/states';
import { ReasonHead } from './ReasonHead';
import css from './write.module.css';

/** The customers that stayed when their import was undone, each with the reason. */
export function Kept({ one }: { one: Import }) {
  const t = useT();
  const query = useInfiniteQuery(importRowsQuery(one.id, 'kept'));
  const nameColumn = one.columns.find((column) => column.field === 'name')?.index ?? 0;
  if (query.isPending) return <Lines />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const rows = query.data.pages.flatMap((page) => page.items);
  // Forgotten by now, like all rows of old imports.
  if (rows.length === 0) return null;
  return (
    <Section title={t('import.kept_title')} hint={t('import.kept_hint')}>
      <table className={css.rejected}>
        <ReasonHead />
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td>{row.row}</td>
              <td>
                <Customer row={row} name={row.cells[nameColumn] ?? ''} />
              </td>
              <td>{row.errors.map((error) => error.message).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </Section>
  );
}

/** Leads to the customer, unless it is out of sight. */
function Customer({ row, name }: { row: ImportRow; name: string }) {
  if (row.customer_id === null || row.errors.some((error) => error.code === 'kept_out_of_sight')) return name;
  return (
    <Link to="/customers/$id" params={{ id: row.customer_id }}>
      {name}
    </Link>
  );
}
