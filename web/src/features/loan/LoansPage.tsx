import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { ArrowLeftRight } from 'lucide-react';
import { LOAN_LISTS, loanQuery, loansQuery, type LoanList } from '@/api/loan';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import css from '@/shared/layout/register.module.css';
import { Empty, Lines } from '@/shared/layout/states';
import { Counter } from './Counter';
import { LoanEntry } from './LoanEntry';

const route = getRouteApi('/frame/loans');

/** The register of loans: who has which original, and the counter where they change hands. */
export function LoansPage() {
  const t = useT();
  const { list = 'out', id, number } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Needs anyOf={['customer.view']}>
      <Page
        title={t('loan.title')}
        toolbar={
          <Radio.Group
            optionType="button"
            aria-label={t('loan.which')}
            value={list}
            onChange={(event) => void navigate({ search: { list: event.target.value as LoanList }, replace: true })}
            options={LOAN_LISTS.map((one) => ({ value: one, label: t(`loan.list_${one}`) }))}
          />
        }
      >
        <Counter number={number} />
        {id && <Opened id={id} />}
        <List list={list} without={id} />
      </Page>
    </Needs>
  );
}

/** The one that a notice leads to. */
function Opened({ id }: { id: string }) {
  const query = useQuery(loanQuery(id));
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Lines />;
  return (
    <ul className={css.list}>
      <li>
        <LoanEntry loan={query.data} />
      </li>
    </ul>
  );
}

function List({ list, without }: { list: LoanList; without: string | undefined }) {
  const t = useT();
  const query = useInfiniteQuery(loansQuery(list));
  const loans = (query.data?.pages.flatMap((page) => page.items) ?? []).filter((one) => one.id !== without);
  return (
    <>
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines />}
      {query.isSuccess && loans.length === 0 && !without && (
        <Empty icon={ArrowLeftRight} title={t(`loan.none_${list}`)}>
          {t('loan.none_text')}
        </Empty>
      )}
      <ul className={css.list}>
        {loans.map((loan) => (
          <li key={loan.id}>
            <LoanEntry loan={loan} />
          </li>
        ))}
      </ul>
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
