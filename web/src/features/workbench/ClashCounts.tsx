import { Link } from '@tanstack/react-router';
import { ArrowRight, Scale } from 'lucide-react';
import type { ClashPart } from '@/api/clash';
import type { Workbench } from '@/api/workbench';
import { useT } from '@/i18n';
import { Panel } from './Panel';
import css from './workbench.module.css';

/** Clashes that wait for somebody, where one has a part in them; without any there is nothing to see. */
export function ClashCounts({ clashes }: { clashes: Workbench['clashes'] }) {
  const t = useT();
  const counts: [ClashPart, number][] = [
    ['ruler', clashes.to_rule],
    ['owner', clashes.about_mine],
    ['applicant', clashes.asked],
  ];
  const shown = counts.filter(([, count]) => count > 0);
  if (shown.length === 0) return null;
  return (
    <Panel title={t('clash.title')} more={<Link to="/clashes">{t('clash.all')}</Link>}>
      <ul className={css.list}>
        {shown.map(([part, count]) => (
          <li key={part}>
            <Link to="/clashes" search={{ part }} className={css.task}>
              <Scale size={16} className={css.doubtMark} aria-hidden />
              <span className={css.rowText}>
                <strong>{t(`clash.count_${part}`, { count })}</strong>
                <span>{t(`clash.hint_${part}`)}</span>
              </span>
              <ArrowRight size={16} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
