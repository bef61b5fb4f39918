import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { obligationCountsQuery, obligationsQuery } from '@/api/obligation';
import { useTimeContext } from '@/app/me';
import { ObligationList } from '@/features/obligation/ObligationList';
import { groupsOf } from '@/features/obligation/groups';
import { useNow } from '@/features/obligation/useNow';
import { useT } from '@/i18n';
import { Panel } from './Panel';
import css from './workbench.module.css';

/** As many as one looks at in passing. */
const SHOWN = 10;

/** What one has to do: what is late, what is due today, what comes next; nothing where there is none. */
export function DutyPanel() {
  const t = useT();
  const now = useNow();
  const { timeZone, today } = useTimeContext();
  const { data } = useInfiniteQuery(obligationsQuery({ whose: 'mine' }, SHOWN));
  const counts = useQuery(obligationCountsQuery({ whose: 'mine' }));
  const groups = groupsOf(data?.pages[0]?.items ?? [], { now, timeZone, today });
  if (groups.length === 0) return null;
  const { late = 0, today: due = 0, upcoming = 0 } = counts.data ?? {};
  const count = { late, today: due, upcoming, over: 0 };
  return (
    <Panel title={t('obligation.title')} more={<Link to="/obligations">{t('obligation.all')}</Link>}>
      {groups.map(({ group, items }) => (
        <section key={group} aria-label={t(`obligation.group_${group}`)}>
          <h3 className={css.kind} data-late={group === 'late' || undefined}>
            {t(`obligation.group_${group}`)} {count[group] > 0 && <span className={css.kindCount}>{count[group]}</span>}
          </h3>
          <ObligationList obligations={items} />
        </section>
      ))}
    </Panel>
  );
}
