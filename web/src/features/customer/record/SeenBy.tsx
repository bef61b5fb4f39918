import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Eye } from 'lucide-react';
import { customerEvidenceQuery, type CustomerEntry } from '@/api/customerEvidence';
import { isProblem } from '@/api/problem';
import type { Field } from '@/api/types';
import { useI18n } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { labelText } from '@/shared/text/label';
import { TimeText, Unknown } from '@/shared/text/texts';
import css from './record.module.css';

/** Who saw and changed the customer, from the log that cannot be altered. */
export function SeenBy({ customer, fields }: { customer: string; fields: ReadonlyMap<string, Field> }) {
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
              <td>{entry.at ? <TimeText at={entry.at} /> : <Unknown />}</td>
              <td>{entry.person?.name ?? t('customer.seen_system')}</td>
              <td>
                <What entry={entry} fields={fields} />
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

function What({ entry, fields }: { entry: CustomerEntry; fields: ReadonlyMap<string, Field> }) {
  const { t, locale, maybe } = useI18n();
  if (entry.fault_text) return <span className={css.refused}>{entry.fault_text}</span>;
  const words = maybe(`customer.seen_${(entry.action ?? '').replaceAll('.', '_')}`) ?? entry.action;
  const label = (key: string) => {
    const field = fields.get(key);
    return field ? labelText(field.label, locale) : (maybe(`customer.${key}`) ?? key);
  };
  return (
    <>
      {words}
      {entry.outcome === 'refused' && (
        <span className={css.refused}>{entry.clause ? t('customer.seen_refused_by', { clause: entry.clause }) : t('customer.seen_refused')}</span>
      )}
      {entry.action === 'customer.update' && entry.changes.length > 0 && <span className={css.quiet}>{t('common.colon') + entry.changes.map(label).join(t('common.list_comma'))}</span>}
    </>
  );
}
