import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { CopyCheck, Merge, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { refreshTwins, ruleOnTwins, searchTwinsAnew, twinsQuery, type Twin, type TwinHalf, type TwinRuling } from '@/api/twin';
import { useI18n, useT } from '@/i18n';
import { DepartmentPicker } from '@/shared/form/pickers';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { noticeError, noticeInfo } from '@/shared/overlay/notice';
import { TimeText } from '@/shared/text/texts';
import { ButtonLink } from '../customer/ButtonLink';
import { CleaningTabs } from './CleaningTabs';
import { DifferentDialog } from './DifferentDialog';
import { RULINGS } from './routes';
import css from './cleaning.module.css';

const route = getRouteApi('/frame/cleaning');

/** Customers that look like one: to be merged, told apart, or looked at another time. */
export function CleaningPage() {
  return (
    <Needs anyOf={['customer.merge']}>
      <Cleaning />
    </Needs>
  );
}

function Cleaning() {
  const t = useT();
  const { state = 'open', department } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const query = useInfiniteQuery(twinsQuery(state, department ?? null));
  const pairs = query.data?.pages.flatMap((page) => page.items) ?? [];
  const compared = query.data?.pages[0]?.compared ?? 100;
  const searchAnew = () =>
    void searchTwinsAnew().then(() => {
      noticeInfo(t('merge.search_begun'));
      return refreshTwins(client);
    }, noticeError);
  return (
    <Page
      title={t('merge.cleaning')}
      actions={
        <Button icon={<RefreshCw size={14} />} onClick={searchAnew}>
          {t('merge.search_anew')}
        </Button>
      }
      toolbar={
        <div className={css.bar}>
          <CleaningTabs />
          <nav className={css.states} aria-label={t('merge.states')}>
            {RULINGS.map((one) => (
              <Link key={one} to="/cleaning" search={(before) => ({ ...before, state: one === 'open' ? undefined : one })} activeOptions={{ exact: true, includeSearch: true }} aria-current={one === state ? 'page' : undefined}>
                {t(`merge.state_${one}`)}
              </Link>
            ))}
          </nav>
          <div className={css.department}>
            <DepartmentPicker
              label={t('merge.of_department')}
              placeholder={t('merge.of_department')}
              value={department ?? null}
              onChange={(id) => void navigate({ search: (before) => ({ ...before, department: id ?? undefined }), replace: true })}
            />
          </div>
        </div>
      }
    >
      {compared < 100 && (
        <p className={css.progress} role="status">
          {t('merge.comparing', { percent: compared })}
        </p>
      )}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines count={8} />}
      {query.isSuccess && pairs.length === 0 && (
        <Empty icon={CopyCheck} title={t(`merge.none_${state}`)}>
          {state === 'open' ? t('merge.none_text') : null}
        </Empty>
      )}
      <ul className={css.pairs}>
        {pairs.map((pair) => (
          <li key={`${pair.a.id} ${pair.b.id}`}>
            <Pair pair={pair} state={state} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </Page>
  );
}

function Pair({ pair, state }: { pair: Twin; state: TwinRuling }) {
  const { t, maybe } = useI18n();
  const client = useQueryClient();
  const [telling, setTelling] = useState(false);
  const agrees = pair.agrees.map((one) => {
    const field = maybe(`customer_form.clash_of_${one.field}`) ?? one.field;
    return one.how === 'same' ? field : t('merge.agrees_close', { field });
  });
  const rule = (next: TwinRuling) => void ruleOnTwins(pair, next).then(() => refreshTwins(client), noticeError);
  return (
    <article className={css.pair} aria-label={`${pair.a.name}, ${pair.b.name}`}>
      <p className={css.percent}>
        <strong>{pair.percent}%</strong>
        <span>{t('merge.likely')}</span>
      </p>
      <div className={css.halves}>
        <Half half={pair.a} />
        <Half half={pair.b} />
        {agrees.length > 0 && <p className={css.agrees}>{t('merge.agrees', { agrees: agrees.join(t('common.list_comma')) })}</p>}
        {pair.ruled && (
          <p className={css.agrees}>
            {pair.ruled.person.name} · <TimeText at={pair.ruled.at} />
            {pair.ruled.reason && ` · ${pair.ruled.reason}`}
          </p>
        )}
      </div>
      <div className={css.deeds}>
        {state === 'open' && <Button onClick={() => rule('later')}>{t('merge.later')}</Button>}
        {state !== 'open' && <Button onClick={() => rule('open')}>{t('merge.reopen')}</Button>}
        {state !== 'different' && <Button onClick={() => setTelling(true)}>{t('merge.different')}</Button>}
        <ButtonLink main={state === 'open'} to="/customers/merge" search={{ a: pair.a.id, b: pair.b.id }} icon={<Merge size={14} />}>
          {t('merge.compare')}
        </ButtonLink>
      </div>
      {telling && <DifferentDialog pair={pair} onClose={() => setTelling(false)} />}
    </article>
  );
}

function Half({ half }: { half: TwinHalf }) {
  return (
    <p className={css.half}>
      <Link to="/customers/$id" params={{ id: half.id }} target="_blank">
        {half.name}
      </Link>
      <span>
        {half.code} · {half.owner.name} · {half.department.name}
      </span>
    </p>
  );
}
