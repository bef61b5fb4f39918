import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Ban, CircleAlert, CircleCheck, Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import { importRowsQuery, ROWS_PAGE, type Import, type ImportRow } from '@/api/import';
import { useMe, useTimeContext } from '@/app/me';
import { useI18n, type Translate } from '@/i18n';
import { Section } from '@/shared/layout/Page';
import { Lines } from '@/shared/layout/states';
import { dayOf, formatCount, formatInstant } from '@/shared/text/format';
import { ApprovalNote } from '../approval/ApprovalNote';
import { RejectsButton } from '../RejectsButton';
import { problemText } from '../problemText';
import { Kept } from './Kept';
import { reasonsOf } from './reasons';
import { UndoButton } from './UndoButton';
import shared from '../import.module.css';
import { ReasonHead } from './ReasonHead';
import css from './write.module.css';

const SHOWN = 20;

type Outcome = 'done' | 'failed' | 'cancelled' | 'undone' | 'undo_stopped';

const outcomeOf = ({ status, failure }: Import): Outcome => {
  if (status === 'failed') return failure === 'import_undo_stopped' ? 'undo_stopped' : 'failed';
  return status === 'cancelled' || status === 'undone' ? status : 'done';
};

const ICONS = { done: CircleCheck, failed: CircleAlert, cancelled: Ban, undone: Undo2, undo_stopped: CircleAlert } as const;

/** What was written, what not and why; what was undone, what not and why. */
export function Result({ one }: { one: Import }) {
  const { t, maybe } = useI18n();
  const me = useMe();
  const time = useTimeContext();
  const { counts } = one;
  const outcome = outcomeOf(one);
  const Icon = ICONS[outcome];
  const good = outcome === 'done' || outcome === 'undone';
  const here = counts.written_rows - counts.updated_rows - (counts.undone_rows - counts.restored_rows);
  const undoable = one.undo_until !== null && dayOf(one.undo_until, me.company.time_zone) >= me.today;
  const rejects = outcome !== 'cancelled' && counts.invalid_rows > 0;
  return (
    <>
      <Section title={t(`import.result_${outcome}`)}>
        <p className={css.sentence}>
          <Icon size={18} className={good ? css.goodMark : css.badMark} aria-hidden /> {sentences(one, t).join(' ')}
        </p>
        <ApprovalNote one={one} />
        {one.failure && <p>{maybe(`import.failure_${one.failure}`) ?? t('import.failure_other')}</p>}
        <div className={css.actions}>
          {here > 0 && outcome !== 'undone' && (
            <Link
              to="/customers"
              search={{ f: [`owner:eq:${one.owner_id}`, `created_at:gte:${dayOf(one.created_at, me.company.time_zone)}`], sort: '-created_at' }}
              className={css.linkButton}
            >
              {t('import.see_customers')}
            </Link>
          )}
          {rejects && <RejectsButton one={one} />}
          <Link to="/imports">{t('import.another')}</Link>
          {undoable && (
            <>
              <span className={css.spacer} />
              <UndoButton one={one} />
            </>
          )}
        </div>
        {undoable && <p className={shared.footText}>{t('import.undo_until', { time: formatInstant(one.undo_until ?? '', time) })}</p>}
      </Section>
      {counts.kept_rows > 0 && <Kept one={one} />}
      {rejects && <NotWritten one={one} />}
    </>
  );
}

function sentences({ status, counts }: Import, t: Translate): string[] {
  const told: string[] = [];
  const undone = status === 'undone' || counts.undone_rows + counts.kept_rows > 0;
  if (undone) {
    const left = counts.written_rows - counts.undone_rows - counts.kept_rows;
    const removed = counts.undone_rows - counts.restored_rows;
    if (removed > 0 || counts.restored_rows === 0) told.push(t('import.result_removed', { undone: formatCount(removed) }));
    if (counts.restored_rows > 0) told.push(t('import.result_restored', { restored: formatCount(counts.restored_rows) }));
    if (counts.kept_rows > 0) told.push(t('import.result_kept', { kept: formatCount(counts.kept_rows) }));
    if (left > 0) told.push(t('import.result_undo_left', { left: formatCount(left) }));
    told.push(t('import.result_was_written', { written: formatCount(counts.written_rows) }));
    return told;
  }
  const created = counts.written_rows - counts.updated_rows;
  if (created > 0 || counts.updated_rows === 0) told.push(t('import.result_written', { written: formatCount(created) }));
  if (counts.updated_rows > 0) told.push(t('import.result_updated', { updated: formatCount(counts.updated_rows) }));
  if (counts.unchanged_rows > 0) told.push(t('import.plan_unchanged', { count: formatCount(counts.unchanged_rows) }));
  if (counts.invalid_rows > 0) told.push(t('import.result_invalid', { invalid: formatCount(counts.invalid_rows) }));
  const left = status === 'done' ? 0 : counts.create_rows + counts.update_rows - counts.written_rows;
  if (left > 0) told.push(t('import.result_left', { left: formatCount(left) }));
  return told;
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
  // Forgotten, like all rows of an import that was given up.
  if (rows.length === 0) return null;
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
        <ReasonHead />
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
