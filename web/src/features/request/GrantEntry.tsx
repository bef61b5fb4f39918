import { Link } from '@tanstack/react-router';
import type { Grant } from '@/api/request';
import { useTimeContext } from '@/app/me';
import { lastDay } from '@/features/customer/record/instant';
import { useT } from '@/i18n';
import css from '@/shared/layout/register.module.css';
import { DayText } from '@/shared/text/texts';
import { GrantActions } from './GrantActions';

/** Something that is or was open to oneself. */
export function GrantEntry({ grant }: { grant: Grant }) {
  const t = useT();
  const { timeZone } = useTimeContext();
  return (
    <>
      <div>
        <div className={css.head}>
          <strong>{t(`request.kind_${grant.action}`)}</strong>
          {grant.customer ? (
            <Link to="/customers/$id" params={{ id: grant.customer.id }} preload={false}>
              {grant.customer.name}
            </Link>
          ) : (
            <span className={css.quiet}>{t('request.customer_hidden')}</span>
          )}
          <span className={`${css.tag} ${(grant.holds ? css.done : css.due) ?? ''}`}>{t(grant.holds ? 'request.holds' : 'request.over')}</span>
        </div>
        <ul className={css.steps}>
          <li>
            {t('request.until')} <DayText day={lastDay(grant.until, timeZone)} /> · {t('request.uses', { count: grant.uses })}
          </li>
          {grant.ended_by && <li>{t('request.ended', { name: grant.ended_by.name, reason: grant.end_reason ?? '' })}</li>}
        </ul>
      </div>
      <div className={css.acts}>
        <GrantActions grant={grant} />
      </div>
    </>
  );
}
