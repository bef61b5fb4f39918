import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Lock } from 'lucide-react';
import { customerEvidenceQuery } from '@/api/evidence';
import { isProblem } from '@/api/problem';
import type { Id } from '@/api/types';
import { useT } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { TimeText } from '@/shared/text/texts';
import { Outcome } from './Sentence';
import { useWords } from './words';
import css from './evidence.module.css';

/** Who opened, changed or tried to open a customer, the latest first. */
export function WhoSawThis({ customer }: { customer: Id }) {
  const t = useT();
  const words = useWords();
  const query = useInfiniteQuery(customerEvidenceQuery(customer));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <Lines />;
  if (query.isError)
    return isProblem(query.error, 'not_in_charge') ? (
      <Empty icon={Lock} title={t('evidence.who_saw')}>
        {t('evidence.who_saw_locked')}
      </Empty>
    ) : (
      <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
    );
  return (
    <div>
      <p className={css.quiet}>{t('evidence.who_saw_hint')}</p>
      {items.length === 0 ? (
        <Empty title={t('evidence.who_saw_none')} />
      ) : (
        <ul className={css.whoSaw}>
          {items.map((item) => {
            const said = words(item, true);
            return (
              <li key={item.index}>
                <span className={css.when}>{item.at && <TimeText at={item.at} />}</span>
                <span className={css.sentence}>
                  <span className={css.who}>{said.who}</span> {said.deed}
                </span>
                {(item.outcome === 'refused' || item.fault) && <Outcome item={item} words={said} />}
              </li>
            );
          })}
        </ul>
      )}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </div>
  );
}
