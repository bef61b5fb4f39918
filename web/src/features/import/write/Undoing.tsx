import { Link } from '@tanstack/react-router';
import type { Import } from '@/api/import';
import { useT } from '@/i18n';
import { Section } from '@/shared/layout/Page';
import { formatCount } from '@/shared/text/format';
import { Bar } from '../Bar';
import { useOutdated } from './useOutdated';
import css from './write.module.css';

/** How far the undoing is. It goes on without the page. */
export function Undoing({ one }: { one: Import }) {
  const t = useT();
  useOutdated(one.id);
  const { written_rows: total, undone_rows: undone, kept_rows: kept } = one.counts;
  return (
    <Section title={t('import.undoing_title')} hint={t('import.undoing_hint')}>
      <Bar share={total > 0 ? (undone + kept) / total : 0} label={t('import.undoing_title')} />
      <p className={css.progress} role="status">
        <strong>{t('import.undoing_about', { done: formatCount(undone + kept), total: formatCount(total) })}</strong>
      </p>
      <div className={css.actions}>
        <Link to="/imports">{t('import.leave')}</Link>
      </div>
    </Section>
  );
}
