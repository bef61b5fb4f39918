import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Gift } from 'lucide-react';
import { greetingsQuery } from '@/api/greeting';
import { useMay } from '@/app/me';
import { ButtonLink } from '@/features/customer/ButtonLink';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { GreetingList } from './GreetingList';
import css from './greeting.module.css';

const PAGE = 50;

export function GreetingsPage() {
  return (
    <Needs anyOf={['customer.view']}>
      <Greetings />
    </Needs>
  );
}

/** Everything that one has to greet, the nearest first. */
function Greetings() {
  const t = useT();
  const may = useMay();
  const query = useInfiniteQuery(greetingsQuery(PAGE));
  const greetings = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('greeting.title')} actions={may('template.manage') && <ButtonLink to="/greeting-settings">{t('greeting.settings')}</ButtonLink>}>
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines />}
      {query.isSuccess && greetings.length === 0 && (
        <Empty icon={Gift} title={t('greeting.none')}>
          {t('greeting.none_text')}
        </Empty>
      )}
      {greetings.length > 0 && (
        <div className={css.box}>
          <GreetingList greetings={greetings} />
        </div>
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
