import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { approveMonthCheck, refreshMonthChecks, walkQuery, type MonthCheck, type MonthProposal, type WalkedCustomer } from '@/api/monthCheck';
import { useFields } from '@/features/customer/catalogue';
import { ChangeLines } from '@/features/customer/record/ChangeLines';
import { useT } from '@/i18n';
import { Section } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Lines } from '@/shared/layout/states';
import { noticeError, noticeInfo } from '@/shared/overlay/notice';
import { Kbd } from '@/shared/text/texts';
import { useShortcut } from '@/shared/useShortcut';
import { Outcome } from './ProposalLine';
import css from './monthCheck.module.css';

/** Every change of a submitted check; the head refuses some, each for a reason, and approves the rest by one key. */
export function Approve({ check }: { check: MonthCheck }) {
  const t = useT();
  const client = useQueryClient();
  const query = useInfiniteQuery(walkQuery(check.id, 'marked'));
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const decides = check.state === 'submitted' && check.approve.answer === 'allow';
  const customers = (query.data?.pages.flatMap((page) => page.items) ?? []).filter((one) => one.proposals.length > 0);
  const refuse = (id: string, reason: string | null) =>
    setRefused((before) => {
      const now = new Map(before);
      if (reason === null) now.delete(id);
      else now.set(id, reason);
      return now;
    });
  const approve = () => {
    if ([...refused.values()].some((reason) => reason.trim() === '')) {
      setMissing(true);
      return;
    }
    setBusy(true);
    void approveMonthCheck(check, [...refused].map(([id, reason]) => ({ id, reason: reason.trim() })))
      .then(() => noticeInfo(t('month_check.approved_notice')), noticeError)
      .then(() => refreshMonthChecks(client))
      .finally(() => setBusy(false));
  };
  useShortcut('mod+enter', approve, { enabled: decides && !busy });
  return (
    <Section
      title={t(`month_check.state_${check.state}`)}
      hint={
        check.state === 'approved'
          ? t('month_check.applying')
          : check.approve.reason === 'own_request'
            ? t('month_check.own')
            : check.proposals === 0
              ? t('month_check.approve_nothing')
              : t('month_check.proposals_count', { count: check.proposals })
      }
      actions={
        decides && (
          <>
            <Kbd keys="Ctrl Enter" />
            <Button type="primary" loading={busy} onClick={approve}>
              {t(check.proposals === 0 ? 'month_check.approve_none' : 'month_check.approve')}
            </Button>
          </>
        )
      }
    >
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines count={4} />}
      <ul className={css.lists}>
        {customers.map((one) => (
          <li key={one.customer.id} className={css.decide}>
            <Link to="/customers/$id" params={{ id: one.customer.id }} target="_blank" className={css.name}>
              {one.customer.name}
            </Link>
            {one.proposals.map((proposal) => (
              <Decide
                key={proposal.id}
                one={one}
                proposal={proposal}
                reason={refused.get(proposal.id) ?? null}
                missing={missing}
                decides={decides}
                onRefuse={(reason) => refuse(proposal.id, reason)}
              />
            ))}
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </Section>
  );
}

interface DecideProps {
  one: WalkedCustomer;
  proposal: MonthProposal;
  /** Why it is refused; null: it is not. */
  reason: string | null;
  missing: boolean;
  decides: boolean;
  onRefuse: (reason: string | null) => void;
}

function Decide({ one, proposal, reason, missing, decides, onRefuse }: DecideProps) {
  const t = useT();
  const fields = useFields(proposal.contact ? 'contact' : 'customer');
  const label = t('month_check.refuse_reason');
  return (
    <div className={css.proposal} data-refused={reason !== null || undefined}>
      <div>
        {proposal.contact && <span className={css.quiet}>{proposal.contact.name}</span>}
        <ChangeLines item={{ changes: [proposal.change] }} fields={fields} />
        {proposal.reason && <p className={css.quiet}>{proposal.reason}</p>}
        <Outcome proposal={proposal} />
        {reason !== null && (
          <Input
            autoFocus
            aria-label={`${label} ${one.customer.name}`}
            placeholder={label}
            maxLength={500}
            {...(missing && reason.trim() === '' ? { status: 'error' as const } : {})}
            value={reason}
            onChange={(event) => onRefuse(event.target.value)}
          />
        )}
        {reason !== null && missing && reason.trim() === '' && (
          <p role="alert" className={css.late}>
            {t('month_check.refuse_needed')}
          </p>
        )}
      </div>
      {decides && (
        <Button size="small" onClick={() => onRefuse(reason === null ? '' : null)}>
          {t(reason === null ? 'month_check.refuse' : 'month_check.unrefuse')}
        </Button>
      )}
    </div>
  );
}
