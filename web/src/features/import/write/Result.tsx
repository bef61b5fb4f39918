import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Ban, CircleAlert, CircleCheck } from 'lucide-react';
import { useMemo } from 'react';
import { importRowsQuery, ROWS_PAGE, type Import, type ImportRow } from '@/api/import';
import { useMe } from '@/app/me';
import { useI18n } from '@/i18n';
import { Section } from '@/shared/layout/Page';
import { Lines } from '@/shared/layout/states';
import { dayOf, formatCount } from '@/shared/text/format';
import { RejectsButton } from '../RejectsButton';
import { problemText } from '../problemText';
import { reasonsOf } from './reasons';
import shared from '../import.module.css';
import css from './write.module.css';

const SHOWN = 20;

/** What was written, what not and why. */
export function Result({ one }: { one: Import }) {
  const { t, maybe } = useI18n();
  const me = useMe();
  const { counts } = one;
  const Icon = one.status === 'done' ? CircleCheck : one.status === 'cancelled' ? Ban : CircleAlert;
  const left = one.status === 'done' ? 0 : counts.valid_rows - counts.written_rows;
  return (
    <>
      <Section title={t(`import.result_${one.status === 'failed' || one.status === 'cancelled' ? one.status : 'done'}`)}>
        <p className={css.sentence}>
          <Icon size={18} className={one.status === 'done' ? css.goodMark : css.badMark} aria-hidden />{' '}
          {t('import.result_written', { written: formatCount(counts.written_rows) })}
          {counts.invalid_rows > 0 && ` ${t('import.result_invalid', { invalid: formatCount(counts.invalid_rows) })}`}
          {left > 0 && ` ${t('import.result_left', { left: formatCount(left) })}`}
        </p>
        {one.failure && <p>{maybe(`import.failure_${one.failure}`) ?? t('import.failure_other')}</p>}
        <div className={css.actions}>
          {counts.written_rows > 0 && (
            <Link
              to="/customers"
              search={{ f: [`owner:eq:${one.owner_id}`, `created_at:gte:${dayOf(one.created_at, me.company.time_zone)}`], sort: '-created_at' }}
              className={css.linkButton}
            >
              {t('import.see_customers')}
            </Link>
          )}
          {one.status !== 'cancelled' && counts.invalid_rows > 0 && <RejectsButton one={one} />}
          <Link to="/imports">{t('import.another')}</Link>
        </div>
      </Section>
      {one.status !== 'cancelled' && counts.invalid_rows > 0 && <NotWritten one={one} />}
    </>
  );
}

function NotWritten({ one }: { one: Import }) {
  const { t } = useI18n();
  const query = useInfiniteQuery(importRowsQuery(one.id, 'invalid'));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const headers = useMemo(() => new Map(one.columns.map((column) => [column.index, column.header])), [one.columns]);
  const nameColumn = one.columns.find((column) => column.field === 'name')?.index ?? 0;
  const reasons = useMemo(() => reasonsOf(rows, headers), [rows, headers]);
  const more = one.counts.invalid_rows > Math.min(rows.length, SHOWN);
  if (query.isPending) return <Lines />;
  return (
    <Section title={t('import.not_written')} hint={t('import.not_written_hint')}>
      <ul className={css.reasons}>
        {reasons.map((reason) => (
          <li key={reason.key}>
            <span>
              <strong>{reason.header}</strong> {t('import.reason_example', { message: reason.message })}
            </span>
            <span>{t('import.reason_rows', { count: formatCount(reason.count, rows.length >= ROWS_PAGE && query.hasNextPage) })}</span>
          </li>
        ))}
      </ul>
      <table className={css.rejected}>
        <thead>
          <tr>
            <th scope="col">{t('import.row')}</th>
            <th scope="col">{t('import.target_name')}</th>
            <th scope="col">{t('import.why')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row: ImportRow) => (
            <tr key={row.row}>
              <td>{row.row}</td>
              <td>{row.cells[nameColumn] ?? ''}</td>
              <td>{row.errors.map((error) => problemText(error, headers, t('common.colon'))).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more && <p className={shared.footText}>{t('import.more_rejects')}</p>}
    </Section>
  );
}
