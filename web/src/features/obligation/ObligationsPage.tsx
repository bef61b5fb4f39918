import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { obligationCountsQuery, obligationsQuery, type Wanted } from '@/api/obligation';
import { useTimeContext } from '@/app/me';
import { dayStart, isDay } from '@/features/customer/list/filters';
import { useT } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { AbsenceDialog } from './AbsenceDialog';
import { groupsOf } from './groups';
import css from './obligation.module.css';
import { ObligationDialog } from './ObligationDialog';
import { ObligationList } from './ObligationList';
import { VIEWS, type ObligationsSearch, type View } from './routes';
import { useNow } from './useNow';

const route = getRouteApi('/frame/obligations');

const WANTED: Readonly<Record<View, Wanted>> = {
  mine: { whose: 'mine' },
  others: { whose: 'others' },
  over: { whose: 'all', state: 'late_kept' },
  all: { whose: 'all', state: 'all' },
};

/** The obligations behind a number of a month (see the coverage of the regulation). */
const behind = (clause: string, what: string, month: string | undefined): Wanted => {
  const all = { whose: 'all', clause } as const;
  if (!month) return { ...all, state: 'pending' };
  if (what === 'opened') return { ...all, state: 'all', opened_in: month };
  if (what === 'breached') return { ...all, state: 'all', breached_in: month };
  if (what === 'kept') return { ...all, state: 'kept', closed_in: month };
  return what === 'late' ? { ...all, state: 'late_kept', closed_in: month } : { ...all, state: 'pending' };
};

/** What a search asks for: a view, and what it is narrowed to. */
function wantedOf({ view = 'mine', clause, what = 'pending', month, person, department, since }: ObligationsSearch, timeZone: string): Wanted {
  if (clause) return behind(clause, what, month);
  return {
    ...WANTED[view],
    ...(person ? { person_id: person } : {}),
    ...(department ? { department_id: department } : {}),
    ...(since ? { due_from: isDay(since) ? dayStart(since, timeZone) : since } : {}),
  };
}

/** What is to be done by the person, and by those for whom they answer. */
export function ObligationsPage() {
  const t = useT();
  const search = route.useSearch();
  const { view = 'mine', id, clause, month, person, department, since } = search;
  const narrowed = { ...(person ? { person } : {}), ...(department ? { department } : {}), ...(since ? { since } : {}) };
  const { timeZone } = useTimeContext();
  const wanted = wantedOf(search, timeZone);
  const navigate = route.useNavigate();
  const [away, setAway] = useState(false);
  const open = (next?: string) => void navigate({ search: { ...(clause ? { clause, ...(search.what ? { what: search.what } : {}), ...(month ? { month } : {}) } : { view, ...narrowed }), ...(next ? { id: next } : {}) }, replace: true });
  return (
    <Page title={t('obligation.title')} aside={clause && [clause, month].filter(Boolean).join(' · ')} actions={<Button onClick={() => setAway(true)}>{t('obligation.away')}</Button>}>
      <div className={css.bar}>
        <Segmented
          aria-label={t('obligation.views')}
          value={clause ? undefined : view}
          options={VIEWS.map((one) => ({ value: one, label: t(`obligation.view_${one}`) }))}
          onChange={(next: View) => void navigate({ search: { ...narrowed, view: next }, replace: true })}
        />
        {!clause && (view === 'mine' || view === 'others') && <Counts wanted={wanted} />}
        {(person ?? department) && (
          <p className={css.counts}>
            <span>{t(person ? 'obligation.narrowed' : 'obligation.narrowed_department')}</span>
            <Link to="/obligations" search={{ view }}>
              {t('obligation.widen')}
            </Link>
          </p>
        )}
      </div>
      <Groups key={JSON.stringify(wanted)} wanted={wanted} named={Boolean(clause) || view !== 'mine'} onOpen={open} />
      {id && <ObligationDialog key={id} id={id} onClose={() => open()} />}
      {away && <AbsenceDialog onClose={() => setAway(false)} />}
    </Page>
  );
}

function Counts({ wanted }: { wanted: Wanted }) {
  const t = useT();
  const { data } = useQuery(obligationCountsQuery(wanted));
  if (!data) return null;
  return (
    <p className={css.counts} role="status">
      <span className={data.late > 0 ? css.late : css.later}>{t('obligation.count_late', { count: data.late })}</span>
      <span className={data.today > 0 ? css.today : css.later}>{t('obligation.count_today', { count: data.today })}</span>
      <span className={css.later}>{t('obligation.count_upcoming', { count: data.upcoming })}</span>
    </p>
  );
}

function Groups({ wanted, named, onOpen }: { wanted: Wanted; named: boolean; onOpen: (id: string) => void }) {
  const t = useT();
  const now = useNow();
  const { timeZone, today } = useTimeContext();
  const query = useInfiniteQuery(obligationsQuery(wanted));
  const all = query.data?.pages.flatMap((page) => page.items) ?? [];
  const groups = groupsOf(all, { now, timeZone, today });
  return (
    <>
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines />}
      {query.isSuccess && all.length === 0 && (
        <Empty icon={CircleCheck} title={t('obligation.none')}>
          {t('obligation.none_text')}
        </Empty>
      )}
      {groups.map(({ group, items }) => (
        <section key={group} aria-label={t(`obligation.group_${group}`)}>
          <h2 className={css.group}>{t(`obligation.group_${group}`)}</h2>
          <div className={css.box}>
            <ObligationList obligations={items} named={named} onOpen={onOpen} />
          </div>
        </section>
      ))}
      {query.hasNextPage && (
        <div className={css.more}>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('common.load_more')}
          </Button>
        </div>
      )}
    </>
  );
}
