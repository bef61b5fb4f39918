import { Button } from 'antd';
import type { CopySheet } from '@/api/request';
import type { FieldValue as Value } from '@/api/types';
import { useTimeContext } from '@/app/me';
import { useFields } from '@/features/customer/catalogue';
import { lastDay } from '@/features/customer/record/instant';
import { useI18n } from '@/i18n';
import { FieldValue } from '@/shared/form/FieldValue';
import { Dialog } from '@/shared/overlay/Dialog';
import { DayText, TimeText } from '@/shared/text/texts';
import css from './request.module.css';

/** A copy as it leaves: marked, numbered, with its recipient; to be printed or kept as PDF. */
export function CopyDialog({ sheet, onClose }: { sheet: CopySheet; onClose: () => void }) {
  const { t, locale } = useI18n();
  const { timeZone } = useTimeContext();
  const fields = useFields('customer');
  const { copy } = sheet;
  const show = (key: string, value: Value) => {
    const field = fields.get(key);
    return field ? <FieldValue field={field} value={value} /> : String(value ?? '');
  };
  return (
    <Dialog title={t('request.sheet_title', { register: copy.register })} onClose={onClose} width={720}>
      <article className={css.sheet} data-mark={`${copy.register} · ${copy.recipient}`}>
        <h2>{t(copy.kind === 'copy' ? 'request.sheet_copy' : 'request.sheet_disclosure')}</h2>
        <p>
          {sheet.company} · {copy.register} · {t('request.goes_to', { name: copy.recipient })}
        </p>
        <table>
          <tbody>
            <tr>
              <th scope="row">{t('request.customer')}</th>
              <td>
                {sheet.name} {sheet.code}
              </td>
            </tr>
            {sheet.facts.map((fact) => (
              <tr key={fact.field}>
                <th scope="row">{locale === 'zh' ? fact.label_zh : fact.label_en}</th>
                <td>{show(fact.field, fact.value as Value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <ul>
          <li>{t('request.sheet_purpose', { purpose: copy.purpose })}</li>
          {copy.ground && <li>{t(`request.ground_${copy.ground.kind}`, { text: copy.ground.text })}</li>}
          {sheet.clause && <li>{t('request.sheet_clause', { clause: sheet.clause })}</li>}
          <li>
            {t('request.sheet_made', { name: copy.made_by.name })} <TimeText at={copy.made_at} /> · {t('request.until')} <DayText day={lastDay(copy.until, timeZone)} />
          </li>
          <li className={css.hash}>SHA-256 {copy.hash}</li>
        </ul>
      </article>
      <div className={css.print}>
        <Button type="primary" onClick={() => window.print()}>
          {t('request.print')}
        </Button>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </div>
    </Dialog>
  );
}
