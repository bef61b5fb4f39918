import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { confirmLoan, refreshLoans, type Loan } from '@/api/loan';
import { useTimeContext } from '@/app/me';
import { lastDay } from '@/features/customer/record/instant';
import { useT } from '@/i18n';
import { useWhy } from '@/shared/layout/Locked';
import css from '@/shared/layout/register.module.css';
import { noticeError } from '@/shared/overlay/notice';
import { DayText, TimeText } from '@/shared/text/texts';
import { CheckDialog, ExtendDialog, ReportDialog } from './StepDialogs';

type Step = 'hand_out' | 'take_back' | 'extend' | 'damage' | 'loss';

const TONE: Record<Loan['state'], string | undefined> = {
  approved: css.due,
  handed_out: css.today,
  held: css.today,
  returned: css.today,
  closed: css.done,
  lost: css.late,
};

const isOut = ({ state }: Loan) => state === 'handed_out' || state === 'held';

/** What the keeper can do with a loan as it stands. */
const kept = (loan: Loan): Step[] => [
  ...(loan.state === 'approved' ? (['hand_out'] as const) : []),
  ...(isOut(loan) || loan.state === 'lost' ? (['take_back'] as const) : []),
  ...(isOut(loan) && !loan.extended_at ? (['extend'] as const) : []),
];

/** What either side can report of it. */
const reported = (loan: Loan): Step[] => [...(isOut(loan) || loan.state === 'returned' ? (['damage'] as const) : []), ...(isOut(loan) ? (['loss'] as const) : [])];

/** A loan: which original, who has it, until when, how both sides found it, and what is to be done. */
export function LoanEntry({ loan }: { loan: Loan }) {
  const t = useT();
  const client = useQueryClient();
  const { timeZone } = useTimeContext();
  const why = useWhy();
  const [doing, setDoing] = useState<Step | null>(null);
  const steps = [...(why(loan.handle) === null ? kept(loan) : []), ...(why(loan.report) === null ? reported(loan) : [])];
  const confirms = why(loan.confirm) === null && (loan.state === 'handed_out' || loan.state === 'returned');
  const confirm = () => confirmLoan(loan).then(() => refreshLoans(client), noticeError);
  const close = () => setDoing(null);
  return (
    <>
      <div>
        <div className={css.head}>
          <strong>{loan.number}</strong>
          <span>{loan.item.name}</span>
          {loan.customer && (
            <Link to="/customers/$id" params={{ id: loan.customer.id }} search={{ tab: 'items' }} preload={false}>
              {loan.customer.name}
            </Link>
          )}
          <span className={`${css.tag} ${(loan.late ? css.late : TONE[loan.state]) ?? ''}`}>{t(loan.late ? 'loan.late' : `loan.state_${loan.state}`)}</span>
        </div>
        <ul className={css.steps}>
          <li>
            {t('loan.borrower', { name: loan.borrower.name, purpose: loan.purpose })}
            {' · '}
            {loan.due_at ? (
              <>
                {t('loan.due')} <TimeText at={loan.due_at} />
              </>
            ) : (
              <>
                {t('loan.until')} <DayText day={lastDay(loan.until, timeZone)} />
              </>
            )}
          </li>
          {loan.handed_out && (
            <li>
              {t('loan.was_handed_out', { name: loan.handed_out.by.name, condition: loan.handed_out.condition, pages: loan.handed_out.pages })}{' '}
              <span className={css.quiet}>
                <TimeText at={loan.handed_out.at} />
              </span>
            </li>
          )}
          {loan.returned && (
            <li>
              {t('loan.was_returned', { name: loan.returned.by.name, condition: loan.returned.condition, pages: loan.returned.pages })}{' '}
              <span className={css.quiet}>
                <TimeText at={loan.returned.at} />
              </span>
            </li>
          )}
          {loan.damage && <li>{t('loan.was_damaged', { text: loan.damage.text })}</li>}
          {loan.loss && <li>{t('loan.was_lost', { text: loan.loss.text })}</li>}
        </ul>
      </div>
      <div className={css.acts}>
        {confirms && (
          <Button type="primary" onClick={() => void confirm()}>
            {t(loan.state === 'returned' ? 'loan.confirm_return' : 'loan.confirm')}
          </Button>
        )}
        {steps.map((step) => (
          <Button key={step} type={step === 'hand_out' || step === 'take_back' ? 'primary' : 'default'} danger={step === 'loss'} onClick={() => setDoing(step)}>
            {t(`loan.step_${step}`)}
          </Button>
        ))}
      </div>
      {(doing === 'hand_out' || doing === 'take_back') && <CheckDialog loan={loan} step={doing} onClose={close} />}
      {doing === 'extend' && <ExtendDialog loan={loan} onClose={close} />}
      {(doing === 'damage' || doing === 'loss') && <ReportDialog loan={loan} step={doing} onClose={close} />}
    </>
  );
}
