import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { refreshRequests, withdrawRequest, type Request } from '@/api/request';
import { useTimeContext } from '@/app/me';
import { lastDay } from '@/features/customer/record/instant';
import { useI18n } from '@/i18n';
import { useWhy } from '@/shared/layout/Locked';
import css from '@/shared/layout/register.module.css';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { DayText, TimeText } from '@/shared/text/texts';
import { DecideDialog } from './DecideDialog';
import { GrantActions } from './GrantActions';
import { MendDialog } from './MendDialog';

const TONE: Record<Request['state'], string | undefined> = {
  open: css.today,
  sent_back: css.today,
  granted: css.done,
  refused: css.due,
  withdrawn: css.due,
  revoked: css.due,
  expired: css.due,
};

/** What a seat of the regulation is called. */
export function useSeat(): (seat: string) => string {
  const { maybe } = useI18n();
  return (seat) => maybe(`request.seat_${seat}`) ?? seat;
}

/** A request: who wants what and why, who has decided, whose turn it is, and what one may do. */
export function RequestEntry({ request }: { request: Request }) {
  const { t } = useI18n();
  const { timeZone } = useTimeContext();
  const why = useWhy();
  const seat = useSeat();
  const client = useQueryClient();
  const [asking, setAsking] = useState<'approve' | 'refuse' | 'send_back' | 'mend' | 'withdraw' | null>(null);
  const { state } = request;
  const decides = state === 'open' && why(request.decide) === null;
  const own = why(request.mend) === null;
  const close = () => setAsking(null);
  return (
    <>
      <div>
        <div className={css.head}>
          <strong>{t(`request.kind_${request.kind}`)}</strong>
          {request.customer ? (
            <Link to="/customers/$id" params={{ id: request.customer.id }} preload={false}>
              {request.customer.name}
            </Link>
          ) : (
            <span className={css.quiet}>{t('request.customer_hidden')}</span>
          )}
          <span className={`${css.tag} ${TONE[state] ?? ''}`}>{t(`request.state_${state}`)}</span>
          <span className={css.quiet}>
            {request.register}
            {request.clause && ` · ${request.clause}`}
          </span>
        </div>
        <p className={css.text}>
          {t('request.asks', { name: request.applicant.name, department: request.department?.name ?? '' })} {t('request.purpose_and_reason', { purpose: request.purpose, reason: request.reason })}
        </p>
        <ul className={css.steps}>
          {request.level && <li>{t('request.level_wanted', { level: t(`secrecy.level_${request.level}`) })}</li>}
          {request.until && (
            <li>
              {t('request.until')} <DayText day={lastDay(request.until, timeZone)} />
            </li>
          )}
          {request.person && <li>{t('request.share_with', { name: request.person.name })}</li>}
          {request.recipient && <li>{t('request.goes_to', { name: request.recipient })}</li>}
          {request.ground && <li>{t(`request.ground_${request.ground.kind}`, { text: request.ground.text })}</li>}
          {request.outsider && <li>{t('request.for_outsider', { name: request.outsider.name, organisation: request.outsider.organisation, introduction: request.outsider.introduction })}</li>}
          <li>{t('request.chain', { steps: request.steps.map((step) => step.seats.map(seat).join(t(`request.join_${step.mode}`))).join(' → ') })}</li>
          {request.decisions.map((one) => (
            <li key={`${one.at}${one.seat}`}>
              {t(`request.did_${one.verdict}`, { name: one.person.name, seat: seat(one.seat), reason: one.reason })}{' '}
              <span className={css.quiet}>
                <TimeText at={one.at} />
              </span>
            </li>
          ))}
          {request.waits_for.map((one) => (
            <li key={one.seat}>
              {t('request.waits', { seat: seat(one.seat), names: one.people.map((person) => person.name).join(t('request.join_all')) })}{' '}
              {request.due_at && (
                <span className={css.quiet}>
                  {t('request.due')} <TimeText at={request.due_at} />
                </span>
              )}
            </li>
          ))}
        </ul>
      </div>
      <div className={css.acts}>
        {decides && (
          <>
            <Button type="primary" onClick={() => setAsking('approve')}>
              {t('request.approve')}
            </Button>
            <Button onClick={() => setAsking('send_back')}>{t('request.send_back')}</Button>
            <Button danger onClick={() => setAsking('refuse')}>
              {t('request.refuse')}
            </Button>
          </>
        )}
        {own && state === 'sent_back' && (
          <Button type="primary" onClick={() => setAsking('mend')}>
            {t('request.mend')}
          </Button>
        )}
        {own && (state === 'open' || state === 'sent_back') && <Button onClick={() => setAsking('withdraw')}>{t('request.withdraw')}</Button>}
        {request.grant && <GrantActions grant={request.grant} />}
      </div>
      {(asking === 'approve' || asking === 'refuse' || asking === 'send_back') && <DecideDialog request={request} verdict={asking} onClose={close} />}
      {asking === 'mend' && <MendDialog request={request} onClose={close} />}
      {asking === 'withdraw' && (
        <ConfirmDanger
          title={t('request.withdraw_title', { register: request.register })}
          action={t('request.withdraw')}
          onConfirm={() => withdrawRequest(request.id, request.version).then(() => refreshRequests(client))}
          onClose={close}
        >
          {t('request.withdraw_text')}
        </ConfirmDanger>
      )}
    </>
  );
}
