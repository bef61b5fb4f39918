import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Eye } from 'lucide-react';
import { customerEvidenceQuery, type CustomerEntry } from '@/api/customerEvidence';
import { isProblem } from '@/api/problem';
import { useI18n } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { TimeText } from '@/shared/text/texts';
import css from './record.module.css';

/** Who saw and changed the customer, from the log that cannot be altered. */
export function SeenBy({ customer }: { customer: string }) {
  const { t } = useI18n();
  const query = useInfiniteQuery(customerEvidenceQuery(customer));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <Lines count={6} />;
  if (query.isError && items.length === 0)
    return isProblem(query.error, 'not_found') ? <Empty icon={Eye} title={t('customer.seen_none')} /> : <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <p className={css.quiet}>{t('customer.seen_text')}</p>
      <table className={css.seen}>
        <thead>
          <tr>
            <th scope="col">{t('customer.seen_when')}</th>
            <th scope="col">{t('customer.seen_who')}</th>
            <th scope="col">{t('customer.seen_what')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <tr key={entry.index}>
              <td>
                <TimeText at={entry.at} />
              </td>
              <td>{entry.person?.name ?? t('common.person_gone')}</td>
              <td>
                <What entry={entry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {query.hasNextPage && (
        <div className={css.more}>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('customer.timeline_more')}
          </Button>
        </div>
      )}
    </>
  );
}

function What({ entry }: { entry: CustomerEntry }) {
  const { t, maybe } = useI18n();
  const words = maybe(`customer.seen_${entry.action.replaceAll('.', '_')}`) ?? entry.action;
  const refused = entry.outcome !== 'done' && entry.outcome !== 'allowed' && entry.outcome !== 'ok';
  return (
    <>
      {words}
      {refused && <span className={css.refused}>{t('customer.seen_refused')}</span>}
    </>
  );
}
