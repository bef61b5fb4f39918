import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { Check, ListChecks, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import {
  acceptChangeList,
  changeListQuery,
  judgeChange,
  listedChangesQuery,
  refreshChangeLists,
  reviewChangeList,
  type ChangeList,
  type Judgement,
  type ListedChange,
} from '@/api/changeList';
import { ButtonLink } from '@/features/customer/ButtonLink';
import { useFields } from '@/features/customer/catalogue';
import { useT } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines, QueryGate } from '@/shared/layout/states';
import { noticeError, noticeInfo } from '@/shared/overlay/notice';
import { Kbd, TimeText } from '@/shared/text/texts';
import { useShortcut } from '@/shared/useShortcut';
import { AgainDialog } from './AgainDialog';
import { Change } from './Change';
import { ListState } from './ListState';
import css from './changeList.module.css';

const route = getRouteApi('/frame/change-lists/$id');

export function ChangeListPage() {
  const { id } = route.useParams();
  const query = useQuery(changeListQuery(id));
  return <QueryGate query={query}>{(list) => <Review list={list} />}</QueryGate>;
}

/** The changes of a department in a week; its head says of each, or of all at once, that it is fine. */
function Review({ list }: { list: ChangeList }) {
  const t = useT();
  const client = useQueryClient();
  const query = useInfiniteQuery(listedChangesQuery(list.id));
  const changes = query.data?.pages.flatMap((page) => page.items) ?? [];
  const [at, setAt] = useState(0);
  const [sending, setSending] = useState<ListedChange | null>(null);
  const [busy, setBusy] = useState(false);
  const rows = useRef<(HTMLLIElement | null)[]>([]);
  const open = list.state === 'gathering' || list.state === 'marked';
  const reviews = open && list.review.answer === 'allow';
  const accepts = list.state === 'reviewed' && list.accept.answer === 'allow';
  const chosen = changes[Math.min(at, changes.length - 1)];

  useEffect(() => {
    rows.current[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const move = (by: number) => setAt((now) => Math.max(0, Math.min(changes.length - 1, now + by)));
  const judge = (change: ListedChange, verdict: Judgement) => void judgeChange(change, verdict).then(() => refreshChangeLists(client), noticeError);
  const finish = async (deed: Promise<unknown>, said: string) => {
    setBusy(true);
    await deed.then(() => noticeInfo(said), noticeError);
    await refreshChangeLists(client);
    setBusy(false);
  };
  const review = () => void finish(reviewChangeList(list), t('change_list.reviewed_notice'));
  useShortcut('j', () => move(1));
  useShortcut('k', () => move(-1));
  useShortcut('y', () => {
    if (!chosen) return;
    judge(chosen, 'fine');
    move(1);
  }, { enabled: reviews });
  useShortcut('x', () => chosen && setSending(chosen), { enabled: reviews });
  useShortcut('mod+enter', review, { enabled: reviews && !busy });

  return (
    <Page
      title={t('change_list.review_title', { department: list.department.name, first: list.first_day, last: list.last_day })}
      aside={<ListState list={list} />}
      actions={
        <>
          <ButtonLink to="/change-lists">{t('change_list.back')}</ButtonLink>
          {reviews && (
            <Button type="primary" loading={busy} disabled={query.isPending} onClick={review}>
              {t(list.changes === 0 ? 'change_list.confirm_none' : 'change_list.review')}
            </Button>
          )}
          {accepts && (
            <Button type="primary" loading={busy} onClick={() => void finish(acceptChangeList(list), t('change_list.accepted_notice', { count: 1 }))}>
              {t('change_list.accept')}
            </Button>
          )}
        </>
      }
    >
      <Standing list={list} reviews={reviews} />
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines count={6} />}
      {query.isSuccess && changes.length === 0 && (
        <Empty icon={ListChecks} title={t('change_list.none_list')}>
          {t('change_list.none_list_text')}
        </Empty>
      )}
      <Rows changes={changes} at={at} reviews={reviews} rows={rows} onChoose={setAt} onJudge={judge} onSend={setSending} />
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
      {sending && <AgainDialog change={sending} onClose={() => setSending(null)} />}
    </Page>
  );
}

function Standing({ list, reviews }: { list: ChangeList; reviews: boolean }) {
  const t = useT();
  return (
    <div className={css.standing}>
      {list.state === 'gathering' && reviews && <p>{t('change_list.review_early')}</p>}
      {list.state === 'marked' && (
        <p>
          {t('change_list.due', { time: '' })} <TimeText at={list.due_at} />
        </p>
      )}
      {list.reviewed && (
        <p>
          {t('change_list.reviewed_by', { name: list.reviewed.person.name })} <TimeText at={list.reviewed.at} />
          {list.state === 'reviewed' && ` · ${t('change_list.waiting_custodian')}`}
        </p>
      )}
      {list.accepted && (
        <p>
          {t('change_list.accepted_by', { name: list.accepted.person.name })} <TimeText at={list.accepted.at} />
        </p>
      )}
      {reviews && list.changes > 0 && (
        <p className={css.keys}>
          <Kbd keys="J" /> <Kbd keys="K" /> <Kbd keys="Y" /> {t('change_list.fine')} <Kbd keys="X" /> {t('change_list.again')} <Kbd keys="Ctrl Enter" /> {t('change_list.review')}
        </p>
      )}
    </div>
  );
}

interface RowsProps {
  changes: readonly ListedChange[];
  at: number;
  reviews: boolean;
  rows: React.RefObject<(HTMLLIElement | null)[]>;
  onChoose: (at: number) => void;
  onJudge: (change: ListedChange, verdict: Judgement) => void;
  onSend: (change: ListedChange) => void;
}

function Rows({ changes, at, reviews, rows, onChoose, onJudge, onSend }: RowsProps) {
  const t = useT();
  const fields = useFields('customer');
  const contactFields = useFields('contact');
  return (
    <ul className={css.changes}>
      {changes.map((change, index) => (
        <li
          key={change.id}
          ref={(row) => {
            rows.current[index] = row;
          }}
          className={css.change}
          aria-current={reviews && index === at ? 'true' : undefined}
          aria-label={change.customer.name}
        >
          <Change change={change} fields={fields} contactFields={contactFields} />
          <div className={css.deeds}>
            <span className={css.verdict} data-verdict={change.verdict}>
              {t(`change_list.verdict_${change.verdict}`)}
            </span>
            {reviews && (
              <>
                <Button size="small" icon={<Undo2 size={14} />} onClick={() => { onChoose(index); onSend(change); }}>
                  {t('change_list.again')}
                </Button>
                <Button size="small" icon={<Check size={14} />} disabled={change.verdict === 'fine'} onClick={() => { onChoose(index); onJudge(change, 'fine'); }}>
                  {t('change_list.fine')}
                </Button>
              </>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
