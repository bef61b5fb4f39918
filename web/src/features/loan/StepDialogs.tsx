import { useQueryClient } from '@tanstack/react-query';
import { DatePicker, Input, InputNumber } from 'antd';
import dayjs from 'dayjs';
import { extendLoan, handOut, refreshLoans, reportDamage, reportLoss, takeBack, type Loan, type LoanCheck } from '@/api/loan';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

/** Longest text of a step, in characters. */
const TEXT_MAX = 200;

/** After a step everything that shows loans is stale. */
function useDone(onClose: () => void): () => void {
  const client = useQueryClient();
  return () => {
    onClose();
    void refreshLoans(client);
  };
}

/** The keeper counts the pages and says how the original is, as it changes hands. */
export function CheckDialog({ loan, step, onClose }: { loan: Loan; step: 'hand_out' | 'take_back'; onClose: () => void }) {
  const t = useT();
  const form = useForm<LoanCheck, Loan>({
    initial: { pages: loan.handed_out?.pages ?? loan.pages, condition: '' },
    version: loan.version,
    check: ({ condition }): FieldErrors => (condition.trim() ? {} : { '/condition': t('loan.condition_needed') }),
    submit: (check, version) => (step === 'hand_out' ? handOut : takeBack)(loan, { ...check, condition: check.condition.trim() }, version),
    done: useDone(onClose),
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/pages': t('loan.pages'), '/condition': t('loan.condition') };
  return (
    <Dialog title={`${t(`loan.step_${step}`)} ${loan.number} ${loan.item.name}`} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t(`loan.step_${step}`)} onCancel={onClose}>
        <p>{t(`loan.about_${step}`, { name: loan.borrower.name })}</p>
        <FormItem label={labels['/pages']} id={inputId('/pages')} error={errors['/pages']} required>
          {(control) => <InputNumber {...control} min={1} max={100_000} precision={0} value={values.pages} onChange={(pages) => set({ pages: pages ?? 1 })} />}
        </FormItem>
        <FormItem label={labels['/condition']} id={inputId('/condition')} error={errors['/condition']} hint={t('loan.condition_hint')} required>
          {(control) => <Input {...control} autoComplete="off" maxLength={TEXT_MAX} value={values.condition} onChange={(event) => set({ condition: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}

/** More time, once. */
export function ExtendDialog({ loan, onClose }: { loan: Loan; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const form = useForm<{ until: string }, Loan>({
    initial: { until: dayjs(me.today).add(1, 'day').format('YYYY-MM-DD') },
    version: loan.version,
    submit: ({ until }, version) => extendLoan(loan, until, version),
    done: useDone(onClose),
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/until': t('loan.new_until') };
  return (
    <Dialog title={`${t('loan.step_extend')} ${loan.number}`} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('loan.step_extend')} onCancel={onClose}>
        <p>{t('loan.about_extend')}</p>
        <FormItem label={labels['/until']} id={inputId('/until')} error={errors['/until']} required>
          {(control) => <DatePicker {...control} style={{ width: '100%' }} allowClear={false} value={dayjs(values.until)} onChange={(day: dayjs.Dayjs | null) => day && set({ until: day.format('YYYY-MM-DD') })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}

/** Damage or loss, told to the superiors and the keepers at once. */
export function ReportDialog({ loan, step, onClose }: { loan: Loan; step: 'damage' | 'loss'; onClose: () => void }) {
  const t = useT();
  const form = useForm<{ text: string }, Loan>({
    initial: { text: '' },
    version: loan.version,
    check: ({ text }): FieldErrors => (text.trim() ? {} : { '/text': t('loan.text_needed') }),
    submit: ({ text }, version) => (step === 'damage' ? reportDamage : reportLoss)(loan, text.trim(), version),
    done: useDone(onClose),
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/text': t('loan.text') };
  return (
    <Dialog title={`${t(`loan.step_${step}`)} ${loan.number}`} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t(`loan.step_${step}`)} danger={step === 'loss'} onCancel={onClose}>
        <p>{t('loan.about_report')}</p>
        <FormItem label={labels['/text']} id={inputId('/text')} error={errors['/text']} required>
          {(control) => <Input.TextArea {...control} autoSize={{ minRows: 2 }} maxLength={TEXT_MAX} value={values.text} onChange={(event) => set({ text: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
