import { Button } from 'antd';
import { walkCustomer, withdrawProposal, type MonthCheck, type MonthProposal, type WalkedCustomer } from '@/api/monthCheck';
import type { Field } from '@/api/types';
import { ChangeLines } from '@/features/customer/record/ChangeLines';
import { useI18n, useT } from '@/i18n';
import { noticeError } from '@/shared/overlay/notice';
import css from './monthCheck.module.css';

interface Props {
  check: MonthCheck;
  customer: WalkedCustomer;
  proposal: MonthProposal;
  fields: ReadonlyMap<string, Field>;
  walks: boolean;
  onChange: (now: WalkedCustomer) => void;
}

/** A proposed change under the group that was marked for it. */
export function ProposalLine({ check, customer, proposal, fields, walks, onChange }: Props) {
  const t = useT();
  const withdraw = () =>
    void withdrawProposal(check.id, proposal.id)
      .then(() => walkCustomer(check.id, customer.customer.id, customer.state?.marked ?? []))
      .then(onChange, noticeError);
  return (
    <div className={css.proposal}>
      <div>
        {proposal.contact && <span className={css.quiet}>{proposal.contact.name} · </span>}
        <ChangeLines item={{ changes: [proposal.change] }} fields={fields} />
        {proposal.reason && <p className={css.quiet}>{proposal.reason}</p>}
        <Outcome proposal={proposal} />
      </div>
      {walks && (
        <Button size="small" onClick={withdraw}>
          {t('month_check.withdraw')}
        </Button>
      )}
    </div>
  );
}

/** A value as it is stored; nothing is nothing. */
const wordsOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : value === null || value === undefined ? '—' : JSON.stringify(value));

/** What became of a proposal, where it is more than waiting. */
export function Outcome({ proposal }: { proposal: MonthProposal }) {
  const { t, maybe } = useI18n();
  const { state, failure, found } = proposal;
  if (state === 'proposed') return null;
  const why = failure ? (maybe(`month_check.failure_${failure}`) ?? t('month_check.failure_other', { code: failure })) : '';
  return (
    <p className={css.outcome} data-outcome={state}>
      {t(`month_check.proposal_${state}`)}
      {proposal.decision_reason && ` · ${proposal.decision_reason}`}
      {why && ` · ${t('month_check.failure', { reason: why })}`}
      {state === 'overtaken' && ` · ${t('month_check.found', { value: wordsOf(found) })}`}
    </p>
  );
}
