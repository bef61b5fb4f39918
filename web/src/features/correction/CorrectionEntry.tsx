import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { applyCorrection, refreshCorrections, type Correction, type CorrectionState } from '@/api/correction';
import type { FieldValue as Value } from '@/api/types';
import { useFields } from '@/features/customer/catalogue';
import { useI18n } from '@/i18n';
import { FieldValue } from '@/shared/form/FieldValue';
import { useWhy } from '@/shared/layout/Locked';
import css from '@/shared/layout/register.module.css';
import { noticeError } from '@/shared/overlay/notice';
import { labelText } from '@/shared/text/label';
import { TimeText } from '@/shared/text/texts';
import { SettleDialog } from './SettleDialog';

const TONE: Record<CorrectionState, string | undefined> = {
  reported: css.today,
  checked: css.due,
  applied: css.done,
  refused: css.due,
  overtaken: css.due,
};

/** An error that was reported: both values, why, who found what, and the next step for who may take it. */
export function CorrectionEntry({ correction }: { correction: Correction }) {
  const { t, locale } = useI18n();
  const why = useWhy();
  const client = useQueryClient();
  const fields = useFields(correction.contact ? 'contact' : 'customer');
  const [asking, setAsking] = useState<'check' | 'refuse' | null>(null);
  const [busy, setBusy] = useState(false);
  const field = fields.get(correction.field);
  const label = field ? labelText(field.label, locale) : correction.field === 'name' ? t('customer.name') : correction.field;
  const show = (value: Value) => (field ? <FieldValue field={field} value={value} /> : (value ?? t('correction.nothing')));
  const { state } = correction;
  const checks = why(correction.check) === null;
  const apply = async () => {
    setBusy(true);
    try {
      await applyCorrection(correction.id, correction.version);
      await refreshCorrections(client, correction.customer.id);
    } catch (error) {
      noticeError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div>
        <div className={css.head}>
          <Link to="/customers/$id" params={{ id: correction.customer.id }} preload={false}>
            {correction.customer.name}
          </Link>
          <span>
            {correction.contact && `${correction.contact.name} · `}
            {label}
          </span>
          <span className={`${css.tag} ${TONE[state] ?? ''}`}>{t(`correction.state_${state}`)}</span>
        </div>
        <div className={css.values}>
          <del aria-label={t('correction.before')}>{show(correction.before)}</del>
          <span aria-hidden>→</span>
          <strong>{show(correction.after)}</strong>
        </div>
        <ul className={css.steps}>
          <li>
            {t('correction.by_reporter', { name: correction.reported_by.name, reason: correction.reason, source: correction.source })}{' '}
            <span className={css.quiet}>
              <TimeText at={correction.reported_at} />
            </span>
          </li>
          {correction.checked_by && (
            <li>
              {t(state === 'refused' ? 'correction.by_refuser' : 'correction.by_checker', { name: correction.checked_by.name, finding: correction.finding ?? '' })}{' '}
              <span className={css.quiet}>{correction.checked_at && <TimeText at={correction.checked_at} />}</span>
            </li>
          )}
          {correction.applied_by && (
            <li>
              {t('correction.by_applier', { name: correction.applied_by.name })}{' '}
              <span className={css.quiet}>{correction.applied_at && <TimeText at={correction.applied_at} />}</span>
            </li>
          )}
        </ul>
      </div>
      <div className={css.acts}>
        {state === 'reported' && checks && (
          <Button type="primary" onClick={() => setAsking('check')}>
            {t('correction.check')}
          </Button>
        )}
        {state === 'checked' && why(correction.apply) === null && (
          <Button type="primary" loading={busy} onClick={() => void apply()}>
            {t('correction.apply')}
          </Button>
        )}
        {(state === 'reported' || state === 'checked') && checks && <Button onClick={() => setAsking('refuse')}>{t('correction.refuse')}</Button>}
        {state === 'reported' && !checks && <span className={css.quiet}>{t('correction.waits')}</span>}
      </div>
      {asking && <SettleDialog correction={correction} label={label} deed={asking} onClose={() => setAsking(null)} />}
    </>
  );
}
