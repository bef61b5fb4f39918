import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { FilePen } from 'lucide-react';
import { correctionsQuery, type CorrectionsWanted } from '@/api/correction';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import css from '@/shared/layout/register.module.css';
import { Empty, Lines } from '@/shared/layout/states';
import { CorrectionEntry } from './CorrectionEntry';
import { CORRECTION_LISTS, type CorrectionList } from './routes';

const route = getRouteApi('/frame/corrections');

const WANTED: Record<CorrectionList, CorrectionsWanted> = {
  to_check: { to_check: true },
  to_apply: { state: 'checked' },
  own: { own: true },
  all: {},
};

export function CorrectionsPage() {
  return (
    <Needs anyOf={['customer.view']}>
      <Corrections />
    </Needs>
  );
}

function Corrections() {
  const t = useT();
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = search.list ?? (me.heads.length > 0 ? 'to_check' : 'own');
  const query = useInfiniteQuery(correctionsQuery(WANTED[list]));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('correction.title')}
      toolbar={
        <Radio.Group
          optionType="button"
          aria-label={t('correction.which')}
          value={list}
          onChange={(event) => void navigate({ search: { list: event.target.value as CorrectionList }, replace: true })}
          options={CORRECTION_LISTS.map((one) => ({ value: one, label: t(`correction.list_${one}`) }))}
        />
      }
    >
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines />}
      {query.isSuccess && items.length === 0 && (
        <Empty icon={FilePen} title={t(`correction.none_${list}`)}>
          {t('correction.none_text')}
        </Empty>
      )}
      {items.length > 0 && (
        <ul className={css.list}>
          {items.map((one) => (
            <li key={one.id}>
              <CorrectionEntry correction={one} />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className={css.more}>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('common.load_more')}
          </Button>
        </div>
      )}
    </Page>
  );
}
