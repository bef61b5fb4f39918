import { useQueryClient } from '@tanstack/react-query';
import { Input, Popover } from 'antd';
import { CircleHelp } from 'lucide-react';
import { doubtFact, refreshCustomer, verifyFact, type UncertainMark } from '@/api/customer';
import type { Answer, Id } from '@/api/types';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';
import { TimeText } from '@/shared/text/texts';
import { Act } from './Act';
import css from './record.module.css';

/** Which fact is about to be doubted or verified. */
export interface Doubting {
  deed: 'doubt' | 'verify';
  field: string;
  label: string;
  /** Of a contact's fact. */
  contact?: Id;
}

/** 未核实: what is doubted, by whom since when, and how to settle it. */
export function DoubtTag({ mark, verify, onVerify }: { mark: UncertainMark; verify: Answer | undefined; onVerify: () => void }) {
  const t = useT();
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      content={
        <div className={css.doubtNote}>
          {mark.note && <p>{mark.note}</p>}
          <p className={css.quiet}>
            {t('customer.doubted_by', { name: mark.marked_by.name })} <TimeText at={mark.marked_at} />
          </p>
          <Act answer={verify} size="small" onClick={onVerify}>
            {t('customer.verify')}
          </Act>
        </div>
      }
    >
      <button type="button" className={css.doubtTag}>
        <CircleHelp size={12} aria-hidden />
        {t('customer.doubted')}
      </button>
    </Popover>
  );
}

/** Why a fact is doubted, or how it was verified. */
export function DoubtDialog({ customer, doubting, onClose }: { customer: Id; doubting: Doubting; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const verifying = doubting.deed === 'verify';
  const fact = { field: doubting.field, ...(doubting.contact ? { contact_id: doubting.contact } : {}) };
  const key = verifying ? '/how' : '/note';
  const form = useForm<{ text: string }, unknown>({
    initial: { text: '' },
    check: ({ text }): FieldErrors => (verifying && !text.trim() ? { '/text': t('customer.how_needed') } : {}),
    submit: ({ text }) => (verifying ? verifyFact(customer, fact, text.trim()) : doubtFact(customer, fact, text.trim())),
    rename: (pointer) => (pointer === key ? '/text' : pointer),
    done: () => {
      onClose();
      void refreshCustomer(client, customer);
    },
  });
  const label = t(verifying ? 'customer.how' : 'customer.doubt_note');
  const ways = [t('customer.how_call'), t('customer.how_visit'), t('customer.how_paper'), t('customer.how_public')];
  return (
    <Dialog title={t(verifying ? 'customer.verify_title' : 'customer.doubt_title', { field: doubting.label })} onClose={onClose}>
      <FormFrame form={form} labels={{ '/text': label }} action={t(verifying ? 'customer.verify' : 'customer.doubt')} onCancel={onClose}>
        <FormItem label={label} id={form.inputId('/text')} error={form.errors['/text']} required={verifying} hint={t(verifying ? 'customer.verify_hint' : 'customer.doubt_hint')}>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={form.values.text} onChange={(event) => form.set({ text: event.target.value })} />}
        </FormItem>
        {verifying && (
          <div className={css.ways} role="group" aria-label={t('customer.how')}>
            {ways.map((way) => (
              <button key={way} type="button" aria-pressed={form.values.text === way} onClick={() => form.set({ text: way })}>
                {way}
              </button>
            ))}
          </div>
        )}
      </FormFrame>
    </Dialog>
  );
}
