import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { customerQuery, type Customer } from '@/api/customer';
import { isProblem } from '@/api/problem';
import { useT } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Lines, NotFound } from '@/shared/layout/states';
import { Classified, isClassified } from '@/shared/layout/Watermark';
import { noticeInfo } from '@/shared/overlay/notice';
import { useMedia } from '@/theme/useScheme';
import { useCard } from '../catalogue';
import type { RecordSearch } from '../routes';
import { Facts } from './Facts';
import { LevelBadge } from '../LevelBadge';
import { LockedNote } from './LockedNote';
import { NameDoubt, RecordActions, RecordLine } from './RecordHead';
import { RecordTabs } from './Tabs';
import css from './record.module.css';

const route = getRouteApi('/frame/customers/$id');

/** Below this width the file stands in one column. */
export const ONE_COLUMN = '(max-width: 1099.98px)';

export function CustomerPage() {
  const t = useT();
  const { id } = route.useParams();
  const query = useQuery(customerQuery(id));
  // Somebody else's change of hands may take the file out of sight while it is open.
  const gone = isProblem(query.error, 'not_found');
  // The address of a customer that went into another one leads to that one.
  const navigate = route.useNavigate();
  const moved = query.data && query.data.id !== id ? query.data : null;
  useEffect(() => {
    if (!moved) return;
    const former = moved.former.find((one) => one.id === id);
    if (former) noticeInfo(t('merge.moved', { code: former.code }));
    void navigate({ params: { id: moved.id }, search: (before) => before, replace: true });
  }, [moved, id, navigate, t]);
  if (query.data && !gone) return <Record key={query.data.id} customer={query.data} />;
  return (
    <Page title={t('customer.title')}>
      {gone ? (
        <NotFound>
          <Link to="/customers">{t('customer.to_list')}</Link>
        </NotFound>
      ) : query.error ? (
        <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Lines count={12} />
      )}
    </Page>
  );
}

function Record({ customer }: { customer: Customer }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const t = useT();
  const oneColumn = useMedia(ONE_COLUMN);
  const { card, error, retry } = useCard(customer);
  const change = (next: RecordSearch) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <Classified of={customer}>
      <Page
        title={customer.name}
        tab={isClassified(customer) ? t('customer.title') : undefined}
        width={oneColumn ? 'reading' : 'full'}
        aside={
          <span className={css.codeLine}>
            {customer.code}
            <LevelBadge level={customer.secrecy.level} label={customer.secrecy.label} />
            <NameDoubt customer={customer} />
          </span>
        }
        actions={<RecordActions customer={customer} />}
        toolbar={<RecordLine customer={customer} heading />}
      >
        {customer.locked ? (
          <LockedNote customer={customer} />
        ) : card ? (
          <div className={oneColumn ? css.one : css.two}>
            {!oneColumn && (
              <div className={css.pane}>
                <Facts customer={customer} card={card} />
              </div>
            )}
            <div className={css.pane}>
              <RecordTabs customer={customer} card={card} search={search} onSearch={change} oneColumn={oneColumn} />
            </div>
          </div>
        ) : error ? (
          <ProblemNote error={error} onRetry={retry} />
        ) : (
          <Lines count={10} />
        )}
      </Page>
    </Classified>
  );
}
