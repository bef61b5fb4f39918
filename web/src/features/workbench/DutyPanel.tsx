import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { obligationCountsQuery, obligationsQuery } from '@/api/obligation';
import { ObligationList } from '@/features/obligation/ObligationList';
import { useT } from '@/i18n';
import { Panel } from './Panel';

/** As many as one looks at in passing. */
const SHOWN = 10;

/** What one has to do, in order of the time left; nothing where there is none. */
export function DutyPanel() {
  const t = useT();
  const { data } = useInfiniteQuery(obligationsQuery({ whose: 'mine' }, SHOWN));
  const counts = useQuery(obligationCountsQuery({ whose: 'mine' }));
  const obligations = data?.pages[0]?.items ?? [];
  if (obligations.length === 0) return null;
  const { late = 0, today = 0 } = counts.data ?? {};
  return (
    <Panel title={t('obligation.title')} hint={t('obligation.panel_hint', { late, today })} more={<Link to="/obligations">{t('obligation.all')}</Link>}>
      <ObligationList obligations={obligations} />
    </Panel>
  );
}
