import { Link } from '@tanstack/react-router';
import type { Activity } from '@/api/workbench';
import { useI18n } from '@/i18n';
import { TimeText } from '@/shared/text/texts';
import { useFieldNames } from './fieldNames';
import { Nothing, Panel } from './Panel';
import css from './workbench.module.css';

/** The customers that something happened to last, and what it was. */
export function ActivityList({ activity }: { activity: readonly Activity[] }) {
  const { t, maybe } = useI18n();
  const names = useFieldNames(activity.some((one) => (one.fields?.length ?? 0) > 0));
  const sentence = (one: Activity): string => {
    const person = one.person.name;
    if (one.kind === 'interaction') {
      const way = maybe(`workbench.way_${one.way ?? 'other'}`) ?? t('workbench.way_other');
      return t('workbench.did_interaction', { person, way, summary: one.summary ?? '' });
    }
    return maybe(`workbench.did_${one.kind}`, { person, fields: names(one.fields ?? []) }) ?? t('workbench.did_other', { person });
  };
  return (
    <Panel
      title={t('workbench.activity')}
      more={
        <Link to="/customers" search={{ f: [] }}>
          {t('workbench.activity_all')}
        </Link>
      }
    >
      {activity.length === 0 ? (
        <Nothing>{t('workbench.activity_none')}</Nothing>
      ) : (
        <ul className={css.list}>
          {activity.map((one) => (
            <li key={one.customer.id} className={css.row}>
              <div className={css.rowText}>
                <Link to="/customers/$id" params={{ id: one.customer.id }} search={{ tab: 'timeline' }} className={css.name} preload={false}>
                  {one.customer.name}
                </Link>
                <p className={css.clamp}>{sentence(one)}</p>
              </div>
              <div className={css.rowEnd}>
                <TimeText at={one.at} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
