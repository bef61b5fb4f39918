import { Link } from '@tanstack/react-router';
import { Cake } from 'lucide-react';
import type { ComingBirthday } from '@/api/workbench';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { DayText } from '@/shared/text/texts';
import { Nothing, Panel } from './Panel';
import css from './workbench.module.css';

export function BirthdayList({ birthdays }: { birthdays: readonly ComingBirthday[] }) {
  const t = useT();
  const { today } = useMe();
  return (
    <Panel title={t('workbench.birthdays')}>
      {birthdays.length === 0 ? (
        <Nothing>{t('workbench.birthdays_none')}</Nothing>
      ) : (
        <ul className={css.list}>
          {birthdays.map((one) => (
            <li key={`${one.customer.id}${one.contact?.id ?? ''}`} className={css.row}>
              <Cake size={16} className={one.on === today ? css.todayMark : css.quietMark} aria-hidden />
              <div className={css.rowText}>
                <strong className={css.who}>{one.contact?.name ?? one.customer.name}</strong>
                <p className={css.clamp}>
                  <Link to="/customers/$id" params={{ id: one.customer.id }} search={one.contact ? { tab: 'contacts' } : {}} preload={false}>
                    {one.contact ? one.customer.name : t('workbench.birthday_self')}
                  </Link>
                </p>
              </div>
              <div className={`${css.rowEnd} ${one.on === today ? css.isToday : ''}`}>
                <DayText day={one.on} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
