import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { askExtension, decideExtension, obligationQuery, obligationsKey, type ObligationDetail } from '@/api/obligation';
import { useTimeContext } from '@/app/me';
import { useI18n } from '@/i18n';
import { useWhy } from '@/shared/layout/Locked';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Lines } from '@/shared/layout/states';
import { Dialog } from '@/shared/overlay/Dialog';
import { dayOf } from '@/shared/text/format';
import { TimeText } from '@/shared/text/texts';
import { Countdown } from './Countdown';
import css from './obligation.module.css';

const REASON_MAX = 500;

/** One obligation with its history; more time is asked for and decided here. */
export function ObligationDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useI18n();
  const { data, error } = useQuery(obligationQuery(id));
  return (
    <Dialog title={data?.obligation.title ?? t('obligation.title')} onClose={onClose} width={560}>
      {error && <ProblemNote error={error} />}
      {!data && !error && <Lines count={5} />}
      {data && (
        <div className={css.history}>
          <History detail={data} />
          {data.actions.ask?.answer === 'allow' && <Ask detail={data} />}
          {data.actions.decide && <Decide detail={data} />}
        </div>
      )}
    </Dialog>
  );
}

function History({ detail }: { detail: ObligationDetail }) {
  const { t, maybe } = useI18n();
  const { obligation: one, opened_by: opened, closed_by: closed } = detail;
  const entry = (of: NonNullable<typeof opened>) => (
    <>
      {maybe(`customer.seen_${of.action.replaceAll('.', '_')}`) ?? of.action}
      {of.person && ` · ${of.person.name}`} · <TimeText at={of.at} />
    </>
  );
  return (
    <dl>
      <dt>{t('obligation.due')}</dt>
      <dd>
        <Countdown due={one} />
      </dd>
      <dt>{t('obligation.clause')}</dt>
      <dd>{one.clause}</dd>
      {one.customer && (
        <>
          <dt>{t('obligation.customer')}</dt>
          <dd>{one.customer.name}</dd>
        </>
      )}
      <dt>{t('obligation.assignee')}</dt>
      <dd>{one.assignee.name}</dd>
      {opened && (
        <>
          <dt>{t('obligation.opened')}</dt>
          <dd>{entry(opened)}</dd>
        </>
      )}
      {closed && (
        <>
          <dt>{t('obligation.closed')}</dt>
          <dd>{entry(closed)}</dd>
        </>
      )}
      {one.penalty && (
        <>
          <dt>{t('obligation.penalty')}</dt>
          <dd>{one.penalty}</dd>
        </>
      )}
      {detail.extensions.map((wish) => (
        <Wish key={wish.id} wish={wish} />
      ))}
    </dl>
  );
}

function Wish({ wish }: { wish: ObligationDetail['extensions'][number] }) {
  const { t, maybe } = useI18n();
  return (
    <>
      <dt>{t('obligation.extension')}</dt>
      <dd>
        {wish.asked_by.name} · {wish.reason} → <TimeText at={wish.until} /> · {maybe(`obligation.extension_${wish.state}`) ?? wish.state}
        {wish.decided_by && ` · ${wish.decided_by.name}`}
        {wish.decision && ` · ${wish.decision}`}
      </dd>
    </>
  );
}

/** Runs a deed; then everything about obligations is read anew. */
function useDeed() {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (deed: Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await deed;
      await client.invalidateQueries({ queryKey: obligationsKey });
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return { busy, error, run };
}

function Ask({ detail: { obligation: one } }: { detail: ObligationDetail }) {
  const { t } = useI18n();
  const { timeZone } = useTimeContext();
  const { busy, error, run } = useDeed();
  const [asking, setAsking] = useState(false);
  const [until, setUntil] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const ids = { until: useId(), reason: useId() };
  const due = dayOf(one.due_at, timeZone);
  if (!asking)
    return (
      <p>
        <Button onClick={() => setAsking(true)}>{t('obligation.ask')}</Button>
      </p>
    );
  return (
    <div className={css.field}>
      <label htmlFor={ids.until}>{t('obligation.until')}</label>
      <DatePicker
        id={ids.until}
        value={until ? dayjs(until) : null}
        disabledDate={(day) => day.format('YYYY-MM-DD') <= due}
        onChange={(day) => setUntil(day ? day.format('YYYY-MM-DD') : null)}
      />
      <label htmlFor={ids.reason}>{t('obligation.reason')}</label>
      <Input id={ids.reason} autoComplete="off" maxLength={REASON_MAX} value={reason} onChange={(event) => setReason(event.target.value)} />
      <p>
        <Button type="primary" loading={busy} disabled={!until || reason.trim() === ''} onClick={() => void run(askExtension(one, until ?? '', reason.trim()))}>
          {t('obligation.ask')}
        </Button>
      </p>
      {error !== null && <ProblemNote error={error} />}
    </div>
  );
}

function Decide({ detail }: { detail: ObligationDetail }) {
  const { t } = useI18n();
  const why = useWhy();
  const { busy, error, run } = useDeed();
  const [reason, setReason] = useState('');
  const id = useId();
  const { obligation: one, actions } = detail;
  const wish = detail.extensions.find((each) => each.state === 'open');
  if (!wish || !actions.decide) return null;
  const refused = why(actions.decide);
  if (refused !== null) return <p className={css.quiet}>{refused}</p>;
  return (
    <div className={css.field}>
      <label htmlFor={id}>{t('obligation.decision')}</label>
      <Input id={id} autoComplete="off" maxLength={REASON_MAX} value={reason} onChange={(event) => setReason(event.target.value)} />
      <p className={css.bar}>
        <Button type="primary" loading={busy} onClick={() => void run(decideExtension(one, wish.id, true, reason.trim()))}>
          {t('obligation.grant')}
        </Button>
        <Button disabled={reason.trim() === ''} loading={busy} onClick={() => void run(decideExtension(one, wish.id, false, reason.trim()))}>
          {t('obligation.refuse')}
        </Button>
      </p>
      {error !== null && <ProblemNote error={error} />}
    </div>
  );
}
