import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { acceptChangeList, changeListsQuery, LIST_STATES, refreshChangeLists, returnedChangesQuery, type ChangeList, type ChangeListState } from '@/api/changeList';
import { useTimeContext } from '@/app/me';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { noticeError, noticeInfo } from '@/shared/overlay/notice';
import { DayText, TimeText } from '@/shared/text/texts';
import { Returned } from './Returned';
import { ListState } from './ListState';
import css from './changeList.module.css';

const route = getRouteApi('/frame/change-lists');

export function ChangeListsPage() {
  return (
    <Needs anyOf={['customer.view']}>
      <ChangeLists />
    </Needs>
  );
}

/** Week by week the lists of the departments: what is missing, what is late, what is to be accepted. */
function ChangeLists() {
  const t = useT();
  const { state } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(changeListsQuery(state ?? null));
  const returned = useQuery(returnedChangesQuery);
  const weeks = new Map<string, ChangeList[]>();
  for (const list of query.data?.pages.flatMap((page) => page.items) ?? []) weeks.set(list.first_day, [...(weeks.get(list.first_day) ?? []), list]);
  return (
    <Page
      title={t('change_list.title')}
      toolbar={
        <Select<ChangeListState | 'all'>
          className={css.filter}
          aria-label={t('change_list.filter')}
          value={state ?? 'all'}
          onChange={(next) => void navigate({ search: next === 'all' ? {} : { state: next }, replace: true })}
          options={[{ value: 'all', label: t('change_list.all') }, ...LIST_STATES.map((one) => ({ value: one, label: t(`change_list.state_${one}`) }))]}
        />
      }
    >
      <p className={css.lead}>{t('change_list.lead')}</p>
      {returned.data && returned.data.items.length > 0 && <Returned changes={returned.data.items} />}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines count={6} />}
      {query.isSuccess && weeks.size === 0 && (
        <Empty icon={ListChecks} title={t('change_list.none')}>
          {t('change_list.none_text')}
        </Empty>
      )}
      {[...weeks].map(([first, lists]) => (
        <Week key={first} lists={lists} />
      ))}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </Page>
  );
}

function Week({ lists }: { lists: readonly ChangeList[] }) {
  const t = useT();
  const client = useQueryClient();
  const { today } = useTimeContext();
  const [busy, setBusy] = useState(false);
  const [{ first_day: first, last_day: last } = { first_day: '', last_day: '' }] = lists;
  const waiting = lists.filter((list) => list.state === 'reviewed' && list.accept.answer === 'allow');
  const missing = lists.filter((list) => list.state === 'marked').length;
  const accept = async (some: readonly ChangeList[]) => {
    setBusy(true);
    try {
      for (const list of some) await acceptChangeList(list);
      noticeInfo(t('change_list.accepted_notice', { count: some.length }));
    } catch (error) {
      noticeError(error);
    }
    setBusy(false);
    await refreshChangeLists(client);
  };
  return (
    <Section
      title={t('change_list.week', { first, last })}
      hint={
        <>
          {today >= first && today <= last && t('change_list.this_week')}
          {missing > 0 && <span className={css.again}>{t('change_list.missing', { count: missing })}</span>}
        </>
      }
      actions={
        waiting.length > 1 && (
          <Button type="primary" loading={busy} onClick={() => void accept(waiting)}>
            {t('change_list.accept_all', { count: waiting.length })}
          </Button>
        )
      }
    >
      <ul className={css.lists}>
        {lists.map((list) => (
          <li key={list.id} className={css.list}>
            <Link to="/change-lists/$id" params={{ id: list.id }} className={css.name}>
              {list.department.name}
            </Link>
            <span>{list.changes === 0 ? t('change_list.no_changes') : t('change_list.changes_count', { count: list.changes })}</span>
            <span className={css.quiet}>
              {list.reviewed && (
                <>
                  {t('change_list.reviewed_by', { name: list.reviewed.person.name })} <TimeText at={list.reviewed.at} />
                </>
              )}
              {!list.reviewed && list.open > 0 && t('change_list.open_count', { count: list.open })}
              {list.again > 0 && <span className={css.again}> {t('change_list.again_count', { count: list.again })}</span>}
              {list.answered > 0 && <span> {t('change_list.answered_count', { count: list.answered })}</span>}
            </span>
            <ListState list={list} />
            {list.state === 'reviewed' && list.accept.answer === 'allow' ? (
              <Button size="small" disabled={busy} onClick={() => void accept([list])} aria-label={`${t('change_list.accept')} ${list.department.name}`}>
                {t('change_list.accept')}
              </Button>
            ) : (
              <span className={css.quiet}>{list.state === 'marked' && <DayText day={list.due_at.slice(0, 10)} />}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
