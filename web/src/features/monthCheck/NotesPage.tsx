import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { CalendarCheck } from 'lucide-react';
import { useState } from 'react';
import { monthNotesQuery, PAYMENTS, putMonthNote, refreshMonthChecks, type NotedCustomer, type NoteKind, type PaymentState } from '@/api/monthCheck';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { noticeError, noticeInfo } from '@/shared/overlay/notice';
import { TimeText } from '@/shared/text/texts';
import { MonthTabs } from './MonthTabs';
import css from './monthCheck.module.css';

/** What customer service or finance adds to each customer for the month. */
export function NotesPage() {
  const t = useT();
  const may = useMay();
  const kind: NoteKind = may('payment.record') ? 'payment' : 'service';
  const query = useInfiniteQuery(monthNotesQuery(kind));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('month_check.title')} toolbar={<MonthTabs />}>
      <p className={css.lead}>{t(`month_check.notes_${kind}_lead`)}</p>
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines count={8} />}
      {query.isSuccess && rows.length === 0 && (
        <Empty icon={CalendarCheck} title={t('month_check.notes_none')}>
          {t('month_check.notes_none_text')}
        </Empty>
      )}
      <ul className={css.lists}>
        {rows.map((row) => (
          <Row key={row.customer.id} row={row} kind={kind} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </Page>
  );
}

function Row({ row, kind }: { row: NotedCustomer; kind: NoteKind }) {
  const t = useT();
  const client = useQueryClient();
  const [text, setText] = useState(row.note?.text ?? '');
  const [payment, setPayment] = useState<PaymentState | null>(row.note?.payment ?? null);
  const [busy, setBusy] = useState(false);
  const { name, code, id } = row.customer;
  const changed = text !== (row.note?.text ?? '') || payment !== (row.note?.payment ?? null);
  const fits = kind === 'payment' ? payment !== null : text.trim() !== '';
  const save = () => {
    setBusy(true);
    void putMonthNote(id, { kind, ...(payment ? { payment } : {}), ...(text.trim() ? { text: text.trim() } : {}) })
      .then(() => noticeInfo(t('month_check.saved')), noticeError)
      .then(() => refreshMonthChecks(client))
      .finally(() => setBusy(false));
  };
  return (
    <li className={css.noted}>
      <span>
        <strong>{name}</strong> <span className={css.quiet}>{code}</span>
        {row.note && (
          <span className={css.quiet}>
            {' '}
            · {row.note.added.person.name} <TimeText at={row.note.added.at} />
          </span>
        )}
      </span>
      {kind === 'payment' && (
        <Select
          className={css.payment}
          aria-label={`${t('month_check.payment')} ${name}`}
          placeholder={t('month_check.payment')}
          value={payment}
          onChange={setPayment}
          options={PAYMENTS.map((one) => ({ value: one, label: t(`month_check.payment_${one}`) }))}
        />
      )}
      <Input aria-label={`${t('month_check.note')} ${name}`} placeholder={t('month_check.note')} maxLength={1000} value={text} onChange={(event) => setText(event.target.value)} />
      <Button type={changed && fits ? 'primary' : 'default'} disabled={!changed || !fits} loading={busy} onClick={save} aria-label={`${t('month_check.save')} ${name}`}>
        {t('month_check.save')}
      </Button>
    </li>
  );
}
