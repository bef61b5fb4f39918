import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { CopyCheck } from 'lucide-react';
import { useState } from 'react';
import { invalidQuery, refreshInvalid, ruleOnInvalid, type InvalidEntry, type InvalidFlaw, type InvalidState } from '@/api/invalid';
import { useT } from '@/i18n';
import { DepartmentPicker } from '@/shared/form/pickers';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { noticeError } from '@/shared/overlay/notice';
import { TimeText } from '@/shared/text/texts';
import { ButtonLink } from '../customer/ButtonLink';
import { CleaningTabs } from './CleaningTabs';
import { FineDialog } from './FineDialog';
import { FAULTS } from './routes';
import { WithdrawDialog } from './WithdrawDialog';
import { WithdrawnList } from './WithdrawnList';
import css from './cleaning.module.css';

const route = getRouteApi('/frame/cleaning/invalid');

/** Customers that look like invalid entries: to be completed, or marked as fine. */
export function InvalidPage() {
  return (
    <Needs anyOf={['customer.merge']}>
      <Invalid />
    </Needs>
  );
}

function Invalid() {
  const t = useT();
  const { state = 'open', reason, department } = route.useSearch();
  return (
    <Page title={t('merge.cleaning')} toolbar={<Toolbar />}>
      {state === 'withdrawn' ? <WithdrawnList department={department ?? null} /> : <Suspects state={state} reason={reason} department={department} />}
    </Page>
  );
}

interface Wish {
  state: InvalidState;
  reason: InvalidFlaw | undefined;
  department: string | undefined;
}

function Suspects({ state, reason, department }: Wish) {
  const t = useT();
  const query = useInfiniteQuery(invalidQuery(state, reason ?? null, department ?? null));
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <p className={css.hint}>{t('merge.invalid_text')}</p>
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines count={8} />}
      {query.isSuccess && entries.length === 0 && <Empty icon={CopyCheck} title={t(query.hasNextPage ? 'merge.invalid_so_far' : `merge.none_invalid_${state}`)} />}
      <ul className={css.pairs}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} state={state} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </>
  );
}

function Toolbar() {
  const t = useT();
  const { state = 'open', reason, department } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className={css.bar}>
      <CleaningTabs />
      <nav className={css.states} aria-label={t('merge.states')}>
        {(['open', 'fine', 'withdrawn'] as const).map((one) => (
          <Link
            key={one}
            to="/cleaning/invalid"
            search={(before) => ({ ...before, state: one === 'open' ? undefined : one })}
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={one === state ? 'page' : undefined}
          >
            {t(`merge.invalid_state_${one}`)}
          </Link>
        ))}
      </nav>
      <div className={css.choices}>
        {state !== 'withdrawn' && (
          <div className={css.department}>
            <Select
              style={{ width: '100%' }}
              aria-label={t('merge.invalid_why')}
              placeholder={t('merge.invalid_why')}
              allowClear
              value={reason ?? null}
              onChange={(next) => void navigate({ search: (before) => ({ ...before, reason: next }), replace: true })}
              options={FAULTS.map((one) => ({ value: one, label: t(`merge.fault_${one}`) }))}
            />
          </div>
        )}
        <div className={css.department}>
          <DepartmentPicker
            label={t('merge.of_department')}
            placeholder={t('merge.of_department')}
            value={department ?? null}
            onChange={(id) => void navigate({ search: (before) => ({ ...before, department: id ?? undefined }), replace: true })}
          />
        </div>
      </div>
    </div>
  );
}

function Entry({ entry, state }: { entry: InvalidEntry; state: InvalidState }) {
  const t = useT();
  const client = useQueryClient();
  const [marking, setMarking] = useState(false);
  const [withdrawing, setWithdrawing] = useState(false);
  // One that is only old is a customer whom nobody has looked after.
  const junk = state === 'open' && entry.reasons.some((reason) => reason !== 'untouched');
  const reopen = () => void ruleOnInvalid(entry, 'open').then(() => refreshInvalid(client), noticeError);
  return (
    <article className={css.entry} aria-label={entry.name}>
      <div className={css.halves}>
        <p className={css.half}>
          <Link to="/customers/$id" params={{ id: entry.id }} target="_blank">
            {entry.name}
          </Link>
          <span>
            {entry.code} · {entry.owner.name} · {entry.department.name} · {t('merge.invalid_last')} <TimeText at={entry.updated_at} />
          </span>
        </p>
        <ul className={css.faults}>
          {entry.reasons.map((reason) => (
            <li key={reason}>{t(`merge.fault_${reason}`)}</li>
          ))}
        </ul>
        {entry.fine && (
          <p className={css.agrees}>
            {entry.fine.person.name} · <TimeText at={entry.fine.at} /> · {entry.fine.reason}
          </p>
        )}
      </div>
      <div className={css.deeds}>
        {junk && <Button onClick={() => setWithdrawing(true)}>{t('merge.withdraw')}</Button>}
        {state === 'open' ? <Button onClick={() => setMarking(true)}>{t('merge.fine')}</Button> : <Button onClick={reopen}>{t('merge.reopen')}</Button>}
        <ButtonLink main={state === 'open'} to="/customers/$id" params={{ id: entry.id }}>
          {t('merge.open_file')}
        </ButtonLink>
      </div>
      {marking && <FineDialog entry={entry} onClose={() => setMarking(false)} />}
      {withdrawing && <WithdrawDialog entry={entry} onClose={() => setWithdrawing(false)} />}
    </article>
  );
}
