import { Link } from '@tanstack/react-router';
import { CircleHelp } from 'lucide-react';
import type { DoubtfulFact, Figure } from '@/api/workbench';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { TimeText } from '@/shared/text/texts';
import { useFieldNames } from './fieldNames';
import { listFilters } from './links';
import { Nothing, Panel } from './Panel';
import css from './workbench.module.css';

/** Facts that wait for somebody to verify them. */
export function DoubtList({ doubts, count }: { doubts: readonly DoubtfulFact[]; count: Figure }) {
  const t = useT();
  const me = useMe();
  const name = useFieldNames(doubts.length > 0);
  return (
    <Panel
      title={t('workbench.unverified')}
      hint={t('workbench.unverified_hint')}
      more={
        doubts.length > 0 && (
          <Link to="/customers" search={{ f: listFilters(count, me.company.time_zone) }}>
            {t('workbench.unverified_all')}
          </Link>
        )
      }
    >
      {doubts.length === 0 ? (
        <Nothing>{t('workbench.unverified_none')}</Nothing>
      ) : (
        <ul className={css.list}>
          {doubts.map((doubt) => (
            <li key={`${doubt.customer.id}${doubt.contact?.id ?? ''}${doubt.field}`} className={css.row}>
              <CircleHelp size={16} className={css.doubtMark} aria-hidden />
              <div className={css.rowText}>
                <Link
                  to="/customers/$id"
                  params={{ id: doubt.customer.id }}
                  search={doubt.contact ? { tab: 'contacts' } : { tab: 'facts' }}
                  className={css.name}
                  preload={false}
                >
                  {doubt.customer.name}
                </Link>
                <p>
                  <span className={css.fact}>
                    {doubt.contact && `${doubt.contact.name} `}
                    {name([doubt.field])}
                  </span>
                  {doubt.note && <span>{doubt.note}</span>}
                </p>
              </div>
              <div className={css.rowEnd}>
                <span>{t('workbench.marked_by', { name: doubt.marked_by.name })}</span>
                <TimeText at={doubt.marked_at} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
