import { Link } from '@tanstack/react-router';
import { Building2, UserRound } from 'lucide-react';
import type { RecentCustomer } from '@/api/workbench';
import { useT } from '@/i18n';
import { TimeText } from '@/shared/text/texts';
import { Nothing, Panel } from './Panel';
import css from './workbench.module.css';

/** What this person was at. */
export function RecentList({ recent }: { recent: readonly RecentCustomer[] }) {
  const t = useT();
  return (
    <Panel title={t('workbench.recent')}>
      {recent.length === 0 ? (
        <Nothing>{t('workbench.recent_none')}</Nothing>
      ) : (
        <ul className={css.list}>
          {recent.map((one) => {
            const Icon = one.kind === 'individual' ? UserRound : Building2;
            return (
              <li key={one.id} className={css.row}>
                <Icon size={16} className={css.quietMark} aria-hidden />
                <div className={css.rowText}>
                  <Link to="/customers/$id" params={{ id: one.id }} className={css.name} preload={false}>
                    {one.name}
                  </Link>
                </div>
                <div className={css.rowEnd}>
                  <TimeText at={one.opened_at} />
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
