import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { FilePen } from 'lucide-react';
import { grantsQuery, requestQuery, requestsQuery, type RequestList } from '@/api/request';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import css from '@/shared/layout/register.module.css';
import { Empty, Lines } from '@/shared/layout/states';
import { GrantEntry } from './GrantEntry';
import { IssuedList } from './IssuedList';
import { RequestDialog } from './RequestDialog';
import { RequestEntry } from './RequestEntry';
import { REQUEST_LISTS, type RequestTab } from './routes';

const route = getRouteApi('/frame/requests');

/** Asking for what is closed, deciding on it, and what is open by it. */
export function RequestsPage() {
  return (
    <Needs anyOf={['customer.view', 'evidence.read']}>
      <Requests />
    </Needs>
  );
}

function Requests() {
  const t = useT();
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = search.list ?? (me.heads.length > 0 ? 'to_decide' : 'mine');
  const show = (tab: RequestTab) => void navigate({ search: { list: tab }, replace: true });
  return (
    <Page
      title={t('request.title')}
      actions={
        <Button type="primary" onClick={() => void navigate({ search: { list, kind: 'view' } })}>
          {t('request.new')}
        </Button>
      }
      toolbar={
        <Radio.Group
          optionType="button"
          aria-label={t('request.which')}
          value={list}
          onChange={(event) => show(event.target.value as RequestTab)}
          options={REQUEST_LISTS.map((one) => ({ value: one, label: t(`request.list_${one}`) }))}
        />
      }
    >
      {search.open && <Opened id={search.open} />}
      {list === 'register' ? <IssuedList /> : list === 'grants' ? <Grants /> : <List list={list} without={search.open} />}
      {search.kind && <RequestDialog given={{ ...search, kind: search.kind }} onClose={() => show(list)} onAsked={() => show('mine')} />}
    </Page>
  );
}

/** The one that a notice or a link leads to. */
function Opened({ id }: { id: string }) {
  const query = useQuery(requestQuery(id));
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Lines />;
  return (
    <ul className={css.list}>
      <li>
        <RequestEntry request={query.data} />
      </li>
    </ul>
  );
}

function List({ list, without }: { list: RequestList; without?: string | undefined }) {
  const t = useT();
  const query = useInfiniteQuery(requestsQuery(list));
  const items = (query.data?.pages.flatMap((page) => page.items) ?? []).filter((one) => one.id !== without);
  return (
    <>
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines />}
      {query.isSuccess && items.length === 0 && !without && (
        <Empty icon={FilePen} title={t(`request.none_${list}`)}>
          {t('request.none_text')}
        </Empty>
      )}
      <ul className={css.list}>
        {items.map((one) => (
          <li key={one.id}>
            <RequestEntry request={one} />
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

function Grants() {
  const t = useT();
  const query = useQuery(grantsQuery);
  const items = query.data?.items ?? [];
  return (
    <>
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines />}
      {query.isSuccess && items.length === 0 && (
        <Empty icon={FilePen} title={t('request.none_grants')}>
          {t('request.none_text')}
        </Empty>
      )}
      <ul className={css.list}>
        {items.map((one) => (
          <li key={one.id}>
            <GrantEntry grant={one} />
          </li>
        ))}
      </ul>
    </>
  );
}
