import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { FilePen } from 'lucide-react';
import { issuedQuery } from '@/api/request';
import { useTimeContext } from '@/app/me';
import { useFields } from '@/features/customer/catalogue';
import { lastDay } from '@/features/customer/record/instant';
import { useI18n } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import css from '@/shared/layout/register.module.css';
import { Empty, Lines } from '@/shared/layout/states';
import { labelText } from '@/shared/text/label';
import { DayText, TimeText } from '@/shared/text/texts';

/** The register of what left: copies and disclosures, each with what, to whom, why, until when. */
export function IssuedList() {
  const { t, locale } = useI18n();
  const { timeZone } = useTimeContext();
  const fields = useFields('customer');
  const query = useInfiniteQuery(issuedQuery);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const label = (key: string) => {
    const field = fields.get(key);
    return field ? labelText(field.label, locale) : key;
  };
  return (
    <>
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines />}
      {query.isSuccess && items.length === 0 && (
        <Empty icon={FilePen} title={t('request.none_register')}>
          {t('request.none_register_text')}
        </Empty>
      )}
      {items.length > 0 && (
        <div className={css.more}>
          <Button onClick={() => window.print()}>{t('request.print')}</Button>
        </div>
      )}
      <ul className={css.list}>
        {items.map((one) => (
          <li key={one.id}>
            <div>
              <div className={css.head}>
                <strong>{one.register}</strong>
                <span>{t(`request.kind_${one.kind}`)}</span>
                <span>{t('request.goes_to', { name: one.recipient })}</span>
              </div>
              <ul className={css.steps}>
                <li>{t('request.left', { facts: one.fields.map(label).join(t('request.join_all')) })}</li>
                <li>{t('request.sheet_purpose', { purpose: one.purpose })}</li>
                {one.ground && <li>{t(`request.ground_${one.ground.kind}`, { text: one.ground.text })}</li>}
                <li>
                  {t('request.sheet_made', { name: one.made_by.name })} <TimeText at={one.made_at} /> · {t('request.until')} <DayText day={lastDay(one.until, timeZone)} />
                </li>
              </ul>
            </div>
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
