import { useQueryClient } from '@tanstack/react-query';
import { DatePicker, Input, Radio } from 'antd';
import dayjs from 'dayjs';
import { clashCaseQuery, RULINGS, ruleClash, type ClashCase, type ClashRuling } from '@/api/clash';
import { isProblem } from '@/api/problem';
import { useMe, useTimeContext } from '@/app/me';
import { addDays } from '@/features/customer/list/filters';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { formatInstant } from '@/shared/text/format';
import { useKeepClash } from './shared';
import css from './clash.module.css';

interface Values {
  ruling: ClashRuling | null;
  until: string;
  reason: string;
}

/** What the policy proposes, in words. */
function useProposal(clash: ClashCase): string {
  const t = useT();
  const context = useTimeContext();
  const { proposal } = clash;
  if (!proposal) return '';
  const at = proposal.at ? formatInstant(proposal.at, context) : t('clash.never');
  return t(`clash.ground_${proposal.ground}`, { owner: clash.owner?.name ?? '', at });
}

/** The ruling: the proposal is chosen, another choice wants a reason of its own. */
export function RulingForm({ clash }: { clash: ClashCase }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const keep = useKeepClash(client);
  const ground = useProposal(clash);
  const proposed = clash.proposal?.ruling ?? null;
  // The applicant reads the reason: it names nobody and nothing of a file that they may not see.
  const because = clash.proposal && clash.proposal.ground !== 'head_decides' ? t(`clash.because_${clash.proposal.ground}`) : '';
  const form = useForm<Values, ClashCase>({
    initial: { ruling: proposed, until: addDays(me.today, 90), reason: because },
    version: clash.version,
    check: (values): FieldErrors => ({
      ...(values.ruling ? {} : { '/ruling': t('clash.ruling_needed') }),
      ...(values.reason.trim() ? {} : { '/reason': t('customer.reason_needed') }),
    }),
    submit: async ({ ruling, until, reason }, version) => {
      try {
        return await ruleClash(clash.id, ruling ?? 'keep', reason.trim(), ruling === 'share' ? until : null, version);
      } catch (error) {
        // Somebody said something meanwhile: it is shown, and read, before anything is ruled.
        if (isProblem(error, 'precondition_failed')) void client.invalidateQueries({ queryKey: clashCaseQuery(clash.id).queryKey });
        throw error;
      }
    },
    done: keep,
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/ruling': t('clash.decision'), '/until': t('clash.until'), '/reason': t('clash.reason') };
  // The ground of the proposal is no reason for another ruling.
  const choose = (ruling: ClashRuling) => set({ ruling, ...(values.reason === because || values.reason === '' ? { reason: ruling === proposed ? because : '' } : {}) });
  return (
    <div className={css.narrow}>
      <p className={css.proposal}>
        <strong>{proposed ? t('clash.proposed', { ruling: t(`clash.rule_${proposed}`) }) : t('clash.proposed_none')}</strong> {ground}
      </p>
      <FormFrame form={form} labels={labels} action={t('clash.rule')}>
        <FormItem label={labels['/ruling']} id={inputId('/ruling')} error={errors['/ruling']} required group>
          {() => (
            <Radio.Group
              className={css.rulings}
              value={values.ruling}
              onChange={(event) => choose(event.target.value as ClashRuling)}
              options={RULINGS.map((one) => ({
                value: one,
                label: (
                  <>
                    {t(`clash.rule_${one}`)} <span className={css.quiet}>{t(`clash.means_${one}`)}</span>
                  </>
                ),
              }))}
            />
          )}
        </FormItem>
        {values.ruling === 'share' && (
          <FormItem label={labels['/until']} id={inputId('/until')} error={errors['/until']} required>
            {(control) => (
              <DatePicker
                {...control}
                style={{ width: '100%' }}
                allowClear={false}
                value={dayjs(values.until)}
                minDate={dayjs(me.today)}
                maxDate={dayjs(addDays(me.today, 365))}
                onChange={(day) => set({ until: day ? day.format('YYYY-MM-DD') : values.until })}
              />
            )}
          </FormItem>
        )}
        <FormItem label={labels['/reason']} id={inputId('/reason')} error={errors['/reason']} hint={t('clash.reason_hint')} required>
          {(control) => <Input.TextArea {...control} rows={3} maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </div>
  );
}
