import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { importRowsQuery, keepImport, withdrawImport, type Import, type RowFilter } from '@/api/import';
import { personQuery } from '@/api/organisation';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { Facts, Section } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { formatCount } from '@/shared/text/format';
import { TimeText } from '@/shared/text/texts';
import { CancelButton } from '../CancelButton';
import { ChangeTable } from '../check/ChangeTable';
import { planned } from '../planned';
import shared from '../import.module.css';
import { ApprovalNote } from './ApprovalNote';
import { Decision } from './Decision';
import { Rows } from './Rows';
import css from './approval.module.css';

/** An import that waits for somebody's approval, as its maker and as who decides on it sees it. */
export function Waiting({ one }: { one: Import }) {
  const t = useT();
  const me = useMe();
  const own = one.approval?.applicant.id === me.person.id;
  const waits = one.status === 'awaiting_approval';
  return (
    <div className={shared.scroll}>
      <div className={css.waiting}>
        <Section title={t(!waits ? 'import.decided_title' : own ? 'import.waiting_title' : 'import.decide_title')} hint={waits ? t(own ? 'import.waiting_hint' : 'import.decide_hint') : undefined}>
          <p className={css.sentence}>{planned(one.counts, t)}</p>
          <ApprovalNote one={one} />
          <About one={one} />
          <div className={css.actions}>
            {waits && own && <Withdraw one={one} />}
            {waits && own && <CancelButton one={one} />}
            {waits && !own && <Decision one={one} />}
          </div>
        </Section>
        {one.counts.update_rows > 0 && <Part one={one} rows="update" />}
        {one.counts.create_rows > 0 && <Part one={one} rows="create" />}
        {one.counts.invalid_rows > 0 && <Part one={one} rows="invalid" />}
      </div>
    </div>
  );
}

function About({ one }: { one: Import }) {
  const t = useT();
  const owner = useQuery(personQuery(one.owner_id));
  const { approval, counts } = one;
  return (
    <Facts
      items={[
        ...(approval
          ? [
              { label: t('import.importer'), value: approval.applicant.name },
              { label: t('import.asked_at'), value: <TimeText at={approval.asked_at} /> },
            ]
          : []),
        { label: t('import.owner'), value: owner.data?.name ?? t('common.loading') },
        ...(counts.invalid_rows > 0 ? [{ label: t('import.rows_invalid'), value: t('import.skipped_rows', { count: formatCount(counts.invalid_rows) }) }] : []),
      ]}
    />
  );
}

function Withdraw({ one }: { one: Import }) {
  const t = useT();
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const withdraw = () => withdrawImport(one.id).then((next) => keepImport(client, next), setError);
  return (
    <>
      {error !== null && <ProblemNote error={error} />}
      <Button onClick={() => void withdraw()}>{t('import.withdraw')}</Button>
    </>
  );
}

/** Rows of one kind, to be looked at. */
function Part({ one, rows }: { one: Import; rows: RowFilter & ('update' | 'create' | 'invalid') }) {
  const t = useT();
  const query = useInfiniteQuery(importRowsQuery(one.id, rows));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const more = { rows: items, loading: query.isPending || query.isFetchingNextPage, hasMore: query.hasNextPage, onMore: () => void query.fetchNextPage() };
  return (
    <Section title={t(`import.rows_${rows}`)}>
      {query.isError ? <ProblemNote error={query.error} onRetry={() => void query.refetch()} /> : rows === 'update' ? <ChangeTable {...more} /> : <Rows one={one} {...more} />}
    </Section>
  );
}
