import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Import } from '@/api/import';
import { useT } from '@/i18n';
import { Section } from '@/shared/layout/Page';
import { formatCount } from '@/shared/text/format';
import { Bar } from '../Bar';
import { CancelButton } from '../CancelButton';
import { pace, sampled, type Sample } from './pace';
import { useOutdated } from './useOutdated';
import css from './write.module.css';

/** How far the writing is. It goes on without the page. */
export function Writing({ one }: { one: Import }) {
  const t = useT();
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const { written_rows: written, create_rows, update_rows } = one.counts;
  const total = create_rows + update_rows;

  useEffect(() => {
    const frame = requestAnimationFrame((at) => setSamples((before) => sampled(before, { at, written })));
    return () => cancelAnimationFrame(frame);
  }, [written]);

  useOutdated(one.id);

  const now = pace(samples, total);
  const seconds = now ? Math.ceil(now.left) : null;
  return (
    <Section title={t('import.writing_title')} hint={t('import.writing_hint')}>
      <Bar share={total > 0 ? written / total : 0} label={t('import.writing_title')} />
      <p className={css.progress} role="status">
        <strong>{t('import.writing_progress', { written: formatCount(written), total: formatCount(total) })}</strong>
        {now && <span>{t('import.rate', { rate: formatCount(Math.round(now.rate)) })}</span>}
        {seconds !== null && (
          <span>{seconds < 60 ? t('import.seconds_left', { count: seconds }) : t('import.minutes_left', { count: Math.ceil(seconds / 60) })}</span>
        )}
      </p>
      <div className={css.actions}>
        <Link to="/imports">{t('import.leave')}</Link>
        <span className={css.spacer} />
        <CancelButton one={one} />
      </div>
    </Section>
  );
}
